"""Whole papers with tables, made up at random with their truth and printed by TeX and by a browser.

`made` makes up styles and contents, `as_html` and `as_tex` write them, `printers` print them, and
`python -m tests.bench.drawn` prints how much of them is read right, for every attribute of a style.
"""
