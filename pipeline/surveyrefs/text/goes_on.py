"""What says that a text goes on: the end of a line, and the words of a table that the next page continues."""

from __future__ import annotations

import re

# The end of a line with a comma, an open bracket, a dash, or a word that nothing ends with.
OPEN_END = re.compile(
    r"(?:[-,;:/&(\[–—+]|\b(?:and|or|of|the|a|an|in|on|with|for|to|by|from|via|und|et|y|e))$", re.IGNORECASE
)

# How a table or figure that goes on says so, in the languages at hand; the beginning of a pattern that ignores case.
CONTINUED = (
    r"(?:cont(?:inue[sd]|inuation|['’`]?d)?\b|(?:wird )?fortgesetzt\b|fortsetzung\b|forts\.|à suivre\b|suite\b|"
    r"continuación\b|continuação\b|continuazione\b|contin[uú]a\b|s[ei]gue\b|seguito\b|"
    r"продолжение\b|окончание\b|продовження\b|ciąg dalszy\b|pokračov[aá]n[ií]e?\b|vervolg\b|"
    r"forts(?:ättning|ættelse|ettelse)\b|jatkuu\b|folytatás\b|devamı?\b|nastavak\b|continuare\b|συνέχεια\b|[续續])"
)
