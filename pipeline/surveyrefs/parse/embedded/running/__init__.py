"""Lines in reading order become running text.

In: printed lines without what belongs to floats. Out: headings with their passages (`flow`, `passages`), footnotes,
and where the reference lists begin and end (`bibliography`).
"""
