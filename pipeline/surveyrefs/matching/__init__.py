"""Which thing of one reading is which of another: the same work in two runs, two lists, two engines.

Used by `references` (keys that stay, GROBID's hints) and by `diff`; values in, pairs out.
"""
