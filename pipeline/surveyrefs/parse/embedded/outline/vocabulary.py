"""Titles that headings usually have, and words that say of a line in display type that it is none."""

from __future__ import annotations

import re

from surveyrefs.text.float_names import names_behind, names_pattern

# Titles that stand for themselves: where one is a line in display type, it is a heading.
KNOWN = re.compile(
    r"(abstract|summary|contents|table of contents|acknowledge?ments?|funding|appendix|appendices|"
    r"supplementary material|supporting information|conclusions?|introduction|author contributions?|"
    r"conflicts? of interests?|declarations?|data availability( statement)?|disclosure statement|"
    r"competing interests?|abbreviations|nomenclature|glossary)\s*[.:]?",
    re.I,
)
# Titles that sections often have: evidence among others.
USUAL = re.compile(
    r"(background|preliminaries|methods?|methodology|(materials?|patients|subjects|participants) and methods?|"
    r"experimental( section| procedures)?|results?|results? and discussions?|discussions?( and conclusions?)?|"
    r"(general|final|concluding) (discussion|remarks)|conclusions? and (future work|outlook|perspectives)|"
    r"(limitations|future work|outlook|perspectives|related works?|case reports?|objectives?|statistical analysis)|"
    r"(authors?[’']?s?|author) contributions?|ethic(s|al) (approval|statement).*|additional information|"
    r"introducción|introdução|einleitung|zusammenfassung|schluss|fazit|ergebnisse|diskussion|metod(os|ología)|"
    r"materia(is|les) (e|y) m[ée]todos|resultados( (e|y) discuss?[ãi][oó]n?)?|discusi[óo]n|discussão|"
    r"conclus(ion|ión|ão|iones|ões)|"
    r"méthodes?|résultats|agradecimentos|agradecimientos|danksagung|remerciements)\s*[.:]?",
    re.I,
)
# What stands in display type about a paper, not within it.
ASIDE = re.compile(
    r"key\s?words?\b|index terms|corresponding author|\breceived\b|\baccepted\b|\bpublished\b|e-?mail|\bdoi\b|"
    r"how to cite|"
    r"\bissn\b|copyright|©|creative commons|"
    r"^(original|research|review|short|invited|systematic|mini)[\s-]*(article|paper|report|review|communication|"
    r"research|contribution)s?$|^open access$|^article( info.*| history)?$|^correspondence\b|^edited by|^reviewed by|"
    r"^citation:?$|^specialty section|^editor\b",
    re.I,
)
FLOAT = re.compile(
    rf"({names_pattern()}|f i g u r e)\s*\.?\s*[\dIVX]+|\d{{1,3}}(?:\.?\s?|-)({names_behind()})(?![\w-])", re.I
)
