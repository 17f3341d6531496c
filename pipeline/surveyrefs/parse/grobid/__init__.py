"""The GROBID engine: what a GROBID server reads from a PDF, joined with what the PDF itself says."""
