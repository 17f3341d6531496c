"""A region of a page becomes a table.

In: a `Region` (words, rules) and its caption. Out: columns (`gutters`), header, heading rows, row labels that span
rows, the rows themselves (`grid`), and tables joined over pages (`assemble`).
"""
