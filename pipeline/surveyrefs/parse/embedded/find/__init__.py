"""Where tables and figures are.

In: frames of pages with their words and rules. Out: captions, regions that belong to them, parts under one caption
(`panels`), and the notes below (`notes`).
"""
