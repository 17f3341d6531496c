"""Words become printed lines.

In: a page's words, rules and fills. Out: its text columns, its furniture (running heads, page and line numbers), and
all other lines in reading order; pages brought upright (`frame`), text beside floats told apart (`wraps`), type
(`typeface`).
"""
