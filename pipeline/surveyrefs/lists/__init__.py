"""Paper lists beside a survey (awesome lists): read, match with its references, check, patch and write them.

`read` turns Markdown into a PaperList and knows no survey; the rest compares and writes. docs/awesome.md is for users.
"""
