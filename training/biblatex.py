# ruff: noqa: E501
# Lists of TeX read best in long lines.
r"""Print records through real biblatex styles, labels exact by construction.

LuaTeX keeps an attribute with every character that it sets. biblatex's printing commands set it to the field that they
print (`\printfield`, `\printnames`, `\printlist`, `\printtext` with a format, `\bibstring`), the group that biblatex opens
for each restores it, and each paragraph's characters are written out with attribute and font before lines are broken.
Attributes are no nodes, so biblatex's punctuation is what it would be without them.
"""

from __future__ import annotations

import random
import re
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from training.biblatex_entries import draw_habits, entry
from training.biblatex_runs import OUTSIDE, Char, labelled
from training.biblatex_settings import Setting, draw_setting
from training.records import Record
from training.render import Run

TIMEOUT = 60
# So many lists have authors that come back, and so many of their works are by such authors.
_REPEATS, _REPEATED = 0.5, 0.15

# Looked through: nearly all references come out, labelled rightly. The others of TeX Live are variants of citing that
# print the same list, styles of law, history and archaeology, or fail on common entries.
STYLES = (
    "numeric", "authoryear-comp", "ieee", "apa", "nature", "phys", "acmnumeric", "acmauthoryear", "chem-acs", "trad-abbrv", "chicago-authordate",
    "gb7714-2015", "iso-numeric", "mla", "science", "alphabetic", "authoryear", "authortitle", "trad-plain", "ext-numeric", "nejm", "vancouver",
    "lncs", "LNI", "biblatex-spbasic", "oxyear", "chem-rsc", "chem-angew", "chem-biochem", "trad-alpha", "trad-unsrt", "numeric-comp",
    "ieee-alphabetic", "ext-authoryear", "gb7714-2015ay", "iso-authoryear", "philosophy-standard", "philosophy-classic", "bwl-FU", "bath",
    "abnt-numeric", "unified", "verbose", "oxnum", "authortitle-dw",
)  # fmt: skip
# Styles drawn more often, since surveys use them.
COMMON = (
    "numeric", "numeric-comp", "alphabetic", "authoryear", "authoryear-comp", "ieee", "apa", "acmnumeric", "acmauthoryear", "trad-plain", "trad-abbrv",
    "trad-unsrt", "trad-alpha", "nature", "phys", "chem-acs", "lncs", "ext-numeric", "authortitle",
)  # fmt: skip
COMMON_WEIGHT = 4

# What biblatex prints, by command ("f" field, "n" names, "l" list, "t" format of a text), to our labels. "?" is
# decided by the kind of work.
_FIELDS = {
    "author": "author",
    "title": "title subtitle maintitle mainsubtitle issuetitle labeltitle shorttitle",
    "journal": "journaltitle journalsubtitle shortjournal journal",
    "booktitle": "booktitle booksubtitle",
    "series": "series shortseries",
    "volume": "volume",
    "?number": "number",
    "pages": "pages eid articleno",
    "date": "year month day labelyear labelmonth extradate extrayear issue endyear",
    "genre": "type",
    "edition": "edition",
    "note": "note addendum howpublished eventtitle pubstate version titleaddon booktitleaddon chapter part annotation language",
    "doi": "doi",
    "arxiv": "eprint eprintclass",
    "url": "url",
    "isbn": "isbn issn isrn",
    "location": "venue",
}
_NAMES = {
    "author": "author shortauthor labelname sortname authora",
    "editor": "editor shorteditor translator editora editorb editorc bookauthor",
}
_LISTS = {"publisher": "publisher organization", "institution": "institution school", "location": "location address"}
_TEXTS = {
    "date": "date labeldate labeldateextra eventdate origdate issuedate year labelyear",
    "note": "urldate",
    "doi": "doi",
    "arxiv": "eprint eprint:arxiv",
    "url": "url",
    "edition": "edition",
    "title": "title",
    "journal": "journaltitle",
    "booktitle": "booktitle",
    "series": "series",
    "volume": "volume",
    "pages": "pages",
}
MAPS = {f"{kind}:{name}": label for kind, table in (("f", _FIELDS), ("n", _NAMES), ("l", _LISTS), ("t", _TEXTS)) for label, names in table.items() for name in names.split()}  # fmt: skip
LABELS = sorted(set(MAPS.values()))
# In these fields, words that the style adds ("and", "Tech. rep.", "May") belong to the field; in others ("pp.") not.
_STRINGS_KEPT = ("author", "editor", "date", "genre", "note", "isbn", "publisher", "institution", "location")

_LUA = r"""
local label, key = luatexbase.registernumber("SRlabel"), luatexbase.registernumber("SRkey")
local ids, kept, out = {@IDS@}, {@KEPT@}, io.open(tex.jobname .. ".runs", "w")
SR = {}
function SR.mark(kind, name)
  local id = ids[kind .. ":" .. name]
  if id then tex.setattribute(label, id) end
end
function SR.string()
  if not kept[tex.attribute[label]] then tex.setattribute(label, 0) end
end
function SR.key(name)
  tex.setattribute(key, tonumber(name:match("%d+")) or 0)
  tex.setattribute(label, 0)
end
local styles = {}
local function style(id)
  if not styles[id] then
    local f = font.getfont(id) or {}
    local name = ((f.fullname or "") .. (f.psname or "") .. (f.name or "")):lower()
    styles[id] = (name:find("italic") or name:find("oblique") or name:find("slant")) and "i" or name:find("bold") and "b" or "p"
  end
  return styles[id]
end
local names = {}
for id, name in pairs(node.types()) do names[name] = id end
local function put(n, char, letter)
  local k = node.has_attribute(n, key) or 0
  out:write(k, " ", node.has_attribute(n, label) or 0, " ", letter, " ", char, "\n")
end
local function walk(head, begun)
  for n in node.traverse(head) do
    if n.id == names.glyph then
      begun = true
      put(n, utf8.char(n.char), style(n.font))
    elseif n.id == names.glue then
      if n.width > 60000 and n.subtype ~= 9 and n.subtype ~= 8 then put(n, " ", "-") end
    elseif n.id == names.kern then
      if n.kern > 98304 then put(n, " ", "-") end
    elseif n.id == names.disc then
      if n.replace then begun = walk(n.replace, begun) end
    elseif n.id == names.hlist or n.id == names.vlist then
      if begun and n.head then walk(n.head, true) end
    end
  end
  return begun
end
pcall(luatexbase.remove_from_callback, "pre_linebreak_filter", "luaotfload.node_processor")
pcall(luatexbase.remove_from_callback, "hpack_filter", "luaotfload.node_processor")
luatexbase.add_to_callback("hyphenate", function() end, "SR.hyphenate")
luatexbase.add_to_callback("pre_linebreak_filter", function(head) walk(head, false); out:write("\n"); return head end, "SR.read")
"""

# No font files are read: every font has all letters, and its name tells whether it is italic or bold.
_FONTS = r"""
local list = luatexbase.callback_descriptions("define_font")
for _, name in ipairs(list) do luatexbase.remove_from_callback("define_font", name) end
luatexbase.add_to_callback("define_font", function(name, size)
  if name:sub(1, 1) ~= "[" then return font.read_tfm(name, size) end
  if size < 0 then size = 655360 * size / -1000 end
  local chars = {}
  for code = 32, 0x2122 do
    if code < 0x250 or code >= 0x2010 then chars[code] = {width = size / 2, height = size / 2, depth = 0} end
  end
  return {name = name, fullname = name, size = size, designsize = 655360, characters = chars, type = "real", format = "unknown",
    embedding = "no", encodingbytes = 2,
    parameters = {slant = 0, space = size / 3, space_stretch = size / 6, space_shrink = size / 9, x_height = size * 0.43, quad = size, extra_space = size / 9}}
end, "SR.fonts")
"""


_BLANKS = "\u00a0\u2002\u2003\u2009\u202f"
_COMMANDS = (
    ("pdflatex", "-draftmode", "-interaction=batchmode", "a"),
    ("biber", "-q", "--nolog", "a"),
    ("lualatex", "-draftmode", "-interaction=batchmode", "a"),
)
_TEX = r"""
\ifdefined\directlua
\directlua{dofile("fonts.lua")}
\DeclareFontEncoding{TU}{}{}
\fi
\documentclass{article}
\ifdefined\directlua
\usepackage[TU]{fontenc}
\else
\usepackage[T1]{fontenc}
\fi
@BEFORE@
\usepackage[backend=biber,style=@STYLE@,@OPTIONS@]{biblatex}
\addbibresource{a.bib}
\makeatletter
@CUSTOM@
\ifdefined\directlua
\newattribute\SRlabel \newattribute\SRkey
\directlua{dofile("a.lua")}
\def\SR@bad{\errmessage{a macro of biblatex could not be patched}}
\def\SR@mark#1#2{\directlua{SR.mark("#1","\luaescapestring{\detokenize\expandafter{\expanded{#2}}}")}}
\expandafter\patchcmd\csname\string\blx@imc@printtext\endcsname{\blx@begunit}{\blx@begunit\SR@mark{t}{#1}}{}{\SR@bad}
\expandafter\patchcmd\csname\string\blx@imc@printfield\endcsname{\blx@begunit}{\blx@begunit\SR@mark{f}{#2}}{}{\SR@bad}
\patchcmd\blx@met@bibstring{\blx@begunit}{\blx@begunit\directlua{SR.string()}}{}{\SR@bad}
\pretocmd\blx@namesetup{\SR@mark{n}{#3}}{}{\SR@bad}
\pretocmd\blx@listsetup{\SR@mark{l}{#3}}{}{\SR@bad}
\AtEveryBibitem{\directlua{SR.key("\thefield{entrykey}")}}
\fi
\makeatother
\begin{document}\nocite{*}\sloppy
\printbibliography[heading=none]
\end{document}
"""


def find_styles() -> list[str]:
    """Find the styles of the TeX installation among those that print our entries rightly."""
    asked = subprocess.run(["kpsewhich", *(f"{name}.bbx" for name in STYLES)], capture_output=True, text=True, check=False)
    found = {Path(line).stem for line in asked.stdout.split("\n") if line}
    return [name for name in STYLES if name in found]


def weighted_styles() -> list[str]:
    """Find the styles for a draw: those that surveys use stand in the list several times."""
    return [name for name in find_styles() for _ in range(COMMON_WEIGHT if name in COMMON else 1)]


def print_list(records: list[Record], style: str, rng: random.Random) -> list[list[Run]]:
    """Run biber and LuaTeX over the records and give what they print, in labelled runs; [] where the style fails."""
    setting = draw_setting(style, rng)
    habits = draw_habits(rng)
    if rng.random() < _REPEATS:
        records = _with_repeats(records, rng)
    entries = [entry(f"k{i + 1}", record, rng, habits) for i, record in enumerate(records)]
    out = []
    for number, chars in _typeset(setting, "\n".join(entries)):
        if 0 < number <= len(records):
            runs = labelled(chars, records[number - 1])
            if runs:
                out.append(runs)
    return out


def _with_repeats(records: list[Record], rng: random.Random) -> list[Record]:
    """Let some works have the authors and the year of others: dashes for names and letters behind years come of it."""
    out = list(records)
    for i in range(1, len(out)):
        if rng.random() < _REPEATED:
            other = out[rng.randrange(i)]
            year = other.year if rng.random() < 0.5 else out[i].year
            out[i] = replace(out[i], authors=other.authors, organisation=other.organisation, year=year)
    return out


def _typeset(setting: Setting, entries: str) -> list[tuple[int, list[Char]]]:
    """Give each entry's number and characters as printed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = {"@STYLE@": setting.style, "@OPTIONS@": setting.options, "@BEFORE@": setting.packages, "@CUSTOM@": setting.changes}
        files = {"a.bib": entries, "a.lua": _lua(), "fonts.lua": _FONTS, "a.tex": re.sub("@[A-Z]+@", lambda m: parts[m[0]], _TEX).lstrip()}
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8")
        try:
            for command in _COMMANDS:
                subprocess.run(command, cwd=folder, capture_output=True, timeout=TIMEOUT, check=False)
        except subprocess.TimeoutExpired:
            return []
        printed = folder / "a.runs"
        return _read(printed.read_text(encoding="utf-8")) if printed.exists() else []


def _lua() -> str:
    ids = ",".join(f'["{name}"]={LABELS.index(label) + 1}' for name, label in sorted(MAPS.items()))
    kept = ",".join(f"[{LABELS.index(label) + 1}]=true" for label in _STRINGS_KEPT)
    return _LUA.replace("@IDS@", ids).replace("@KEPT@", kept)


def _read(text: str) -> list[tuple[int, list[Char]]]:
    """Read what LuaTeX wrote: a character a line, an empty line after a paragraph."""
    out: dict[int, list[Char]] = {}
    number, font = 0, "p"
    for line in text.split("\n"):
        if not line:
            if number in out:
                out[number].append((" ", OUTSIDE, "p"))
            continue
        key, label, letter, char = line.split(" ", 3)
        number = int(key)
        font = font if letter == "-" else letter
        name = LABELS[int(label) - 1] if int(label) else OUTSIDE
        out.setdefault(number, []).append((" " if char in _BLANKS else char, name, font))
    return list(out.items())
