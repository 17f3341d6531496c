"""What MuPDF says of a file, as plain values.

In: a path. Out: a `PdfFile`: words with boxes and fonts, rules, fills, links, destinations, bookmarks. PyMuPDF is
used here only.
"""
