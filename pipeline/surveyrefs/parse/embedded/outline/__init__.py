"""Which lines are headings, and what tree they make.

In: printed lines, bookmarks and destinations. Out: headings with number, title and level; title and authors of the
survey.
"""
