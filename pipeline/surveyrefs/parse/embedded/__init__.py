"""The embedded engine: PyMuPDF's words, links and rules, and geometry on them."""
