"""Words between names and behind the last of them, in the languages that papers are written in: *and*, *et al.*

The locales of the Citation Style Language name them; lists and texts print more forms ("e cols.", "u. Mitarb.").
"""

from __future__ import annotations

# Between names, in small letters: no part of a name is one of these.
AND_WORDS = ("and", "und", "et", "sowie", "oraz", "και", "și", "şi", "és", "и", "та", "і", "و", "और", "एवं", "và", "และ")
# … and in writings without blanks, where each letter stands for itself.
AND_IDEOGRAPHS = frozenset("和与與及と")
# Between names too, but in some languages they are a part of one: "Ortega y Gasset".
AND_LETTERS = ("y", "e", "i", "en", "a", "u", "og", "och", "ja", "ve", "eta", "ir", "un", "dan")
AND_IN_CAPITALS = ("AND", "UND", "ET")

# *And others*, as patterns; the shorter ones are in small letters: "E. A." are initials.
_ANY_CASE = (
    r"et\s*\.?\s*al(?:s|ii)?\b\s*\.?",
    r"et (?:coll|autres|collab)\b\.?",  # French
    r"and\s+(?:\d+\s+)?(?:others|colleagues|co-?workers)\b",
    r"und (?:andere|Mitarb(?:eiter)?)\b\.?",  # German
    r"[ye] (?:otros|outros|altri|cols?|colaboradores|colegas|collab)\b\.?",  # Spanish, Portuguese, Italian
    r"i (?:inni|inne|wsp(?:ół)?|ostali|sur|suradnici)\b\.?",  # Polish, Croatian
    r"a (?:kol|kolektiv|spol|ďalší|další)\b\.?",  # Czech, Slovak
    r"in (?:drugi|sod)\b\.?",  # Slovenian
    r"[иі] (?:др|другие|други|соавт|сътр|сарадници|остали|інші)\b\.?",  # Russian, Bulgarian, Serbian, Ukrainian
    r"та (?:ін|інші)\b\.?",
    r"(?:en|og|och) (?:anderen|andre|andra|col|medarb)\b\.?",  # Dutch, Nordic
    r"med flere\b",
    r"ja (?:muut|teised)\b",  # Finnish, Estonian
    r"és (?:mtsai|munkatársai|társai)\b\.?",  # Hungarian
    r"ve (?:ark|diğ|diğerleri|arkadaşları)\b\.?",  # Turkish
    r"[șş]i (?:col|colab|alții)\b\.?",  # Romanian
)
_SMALL = (
    r"u\.\s?a\b\.?",  # German
    r"i in\b\.?",  # Polish
    r"e\.\s?a\b\.?",  # Dutch
    r"m\.?\s?fl\b\.?",  # Nordic
    r"(?:ym|jt|idr|vd|dkk)\b\.?",  # Finnish, Estonian, Slovenian, Turkish, Indonesian
    r"ir kt\b\.?",  # Lithuanian
    r"u\.\s?c\b\.?",  # Latvian
)
_GREEK = r"κ\.\s?[αά]\b\.?"
# Chinese, Japanese, Korean; Arabic, Persian, Hebrew; Vietnamese, Hindi.
_EASTERN = (
    r"等人?(?![^\W\d_])|ほか|(?<!\w)(?:他|외|등)(?!\w)|وآخرون|و ?آخرون|و ?همکاران|ואח['׳]|ואחרים|(?:ועמיתיו|ועמיתיה|"
    r"ושות['׳])|và (?:cộng sự|cs)\b\.?|आदि"
)
# To be compiled without regard to case.
OTHERS = rf"(?:\b(?:{'|'.join(_ANY_CASE)}|(?-i:{'|'.join(_SMALL)})|{_GREEK})|{_EASTERN})"
