# Lists of TeX read best in long lines.
"""Draw what an author sets in a biblatex style: options, packages, changed macros."""

from __future__ import annotations

import random
from typing import NamedTuple

# What people change in styles made from the standard ones.
_CHANGES = (
    r"\renewbibmacro*{in:}{}",
    r"\renewbibmacro*{in:}{\ifentrytype{article}{}{\printtext{\bibstring{in}\intitlepunct}}}",
    r"\DeclareFieldFormat[article,inproceedings,incollection,thesis,unpublished,misc]{title}{#1}",
    r"\DeclareFieldFormat{pages}{#1}",
    r"\DeclareFieldFormat[article]{volume}{\mkbibbold{#1}}",
    r"\DeclareFieldFormat[article]{number}{\mkbibparens{#1}}\renewbibmacro*{volume+number+eid}{\printfield{volume}\printfield{number}\setunit{\addcomma\space}\printfield{eid}}",
    r"\renewcommand*{\newunitpunct}{\addcomma\space}",
    r"\DeclareNameAlias{default}{family-given}\DeclareNameAlias{author}{family-given}\DeclareNameAlias{sortname}{family-given}\DeclareNameAlias{editor}{family-given}",
    r"\DeclareNameAlias{author}{family-given}\DeclareNameAlias{sortname}{family-given}",
    r"\DeclareNameAlias{author}{given-family}\DeclareNameAlias{sortname}{given-family}",
    r"\renewcommand*{\bibinitdelim}{}",
    r"\renewcommand*{\bibinitperiod}{}\renewcommand*{\bibinitdelim}{}\renewcommand*{\revsdnamepunct}{}\DeclareNameAlias{author}{family-given}\DeclareNameAlias{sortname}{family-given}",
    r"\DeclareDelimFormat{multinamedelim}{\addsemicolon\space}\DeclareDelimFormat{finalnamedelim}{\addsemicolon\space}",
    r"\DeclareDelimFormat{finalnamedelim}{\ifnumgreater{\value{liststop}}{2}{\finalandcomma}{}\addspace\&\space}",
    r"\DeclareDelimFormat{nametitledelim}{\addcolon\space}",
    r"\renewcommand*{\mkbibnamefamily}[1]{\textsc{#1}}",
    r"\renewcommand*{\mkbibnamefamily}[1]{\MakeUppercase{#1}}",
    r"\AtEveryBibitem{\clearfield{month}\clearfield{day}}",
    r"\AtEveryBibitem{\clearlist{location}\clearlist{publisher}\clearname{editor}}",
    r"\AtEveryBibitem{\clearlist{language}\clearfield{note}\clearfield{series}}",
    r"\DeclareFieldFormat{doi}{\url{https://doi.org/#1}}",
    r"\DeclareFieldFormat{url}{\url{#1}}",
    r"\DeclareFieldFormat{url}{Available: \url{#1}}",
    r"\DeclareFieldFormat{urldate}{(accessed #1)}",
    r"\DeclareFieldFormat{eprint:arxiv}{arXiv:\nolinkurl{#1}\iffieldundef{eprintclass}{}{\addspace\texttt{\mkbibbrackets{\thefield{eprintclass}}}}}",
    r"\DeclareFieldFormat{titlecase}{\MakeSentenceCase*{#1}}",
    r"\DeclareFieldFormat{journaltitlecase}{#1}\DeclareFieldFormat{booktitle}{#1}\DeclareFieldFormat{journaltitle}{\mkbibemph{#1}}",
    r"\renewbibmacro*{publisher+location+date}{\printlist{publisher}\iflistundef{location}{}{\setunit*{\addcomma\space}\printlist{location}}\setunit*{\addcomma\space}\usebibmacro{date}\newunit}",
)
_TITLES = ("phys", "nature", "science", "chem-acs", "chem-angew", "chem-biochem", "chem-rsc")
# Fonts without small capitals print "DOI" and "URL", the others "doi" and "url".
_CAPITALS = 0.4
_LANGUAGES = ("british", "american", "english")



class Setting(NamedTuple):
    """A style with what its user sets: options, packages before biblatex, changed macros."""

    style: str
    options: str
    packages: str
    changes: str


def draw_setting(style: str, rng: random.Random) -> Setting:
    """Draw a style's options and changes."""
    options: dict[str, str] = {}

    def maybe(rate: float, name: str, *values: str) -> None:
        if rng.random() < rate:
            options[name] = rng.choice(values)

    maybe(0.45, "giveninits", "true", "true", "false")
    maybe(0.6, "maxbibnames", "1", "2", "3", "3", "6", "10", "99", "99", "99", "99")
    if options.get("maxbibnames") in ("3", "6", "10"):
        maybe(0.5, "minbibnames", "1", "1", "2", "3")
    for name, rate in (("doi", 0.45), ("url", 0.45), ("isbn", 0.6), ("eprint", 0.1)):
        maybe(rate, name, "false", "false", "true")
    maybe(0.4, "date", "year", "year", "short", "long", "terse", "comp", "iso", "ymd")
    maybe(0.4, "urldate", "short", "long", "terse", "comp", "iso")
    maybe(0.7, "sorting", "none", "none", "nyt", "nty", "ynt")
    maybe(0.2, "useprefix", "true")
    if style.startswith(("authoryear", "authortitle", "ext-author", "ieee", "apa")):
        maybe(0.7, "dashed", "false")
    if style in _TITLES:
        maybe(0.7, "articletitle", "true", "false")
    if style.startswith(("phys", "chem")):
        maybe(0.5, "chaptertitle", "true", "false")
        maybe(0.5, "pageranges", "true", "false")
    if style == "lncs":
        maybe(0.5, "series", "long", "no")
    packages = [r"\usepackage[autostyle]{csquotes}"] if rng.random() < 0.6 else []
    if rng.random() < 0.35:
        packages.insert(0, rf"\usepackage[{rng.choice(_LANGUAGES)}]{{babel}}")
    changes: list[str] = []
    if rng.random() < 0.5 and style.startswith(_STANDARD):
        changes = rng.sample(_CHANGES, rng.choice((1, 1, 2, 3, 4)))
    if rng.random() < _CAPITALS:
        changes.append(r"\renewcommand*{\mkbibacro}[1]{#1}")
    return Setting(style, ",".join(f"{k}={v}" for k, v in options.items()), "\n".join(packages), "\n".join(changes))


_STANDARD = ("numeric", "alphabetic", "authoryear", "authortitle", "trad-", "ext-", "ieee", "acm")
