# ruff: noqa: E501, C901, PLR0912, FURB171
# Tables of macros read best in long lines; one walk over TeX has many cases.
"""Print records through real BibTeX styles: every field carries marks through bibtex, the labels are read off them.

A mark is a byte above 127, which bibtex takes for a letter. The opening one stands behind a field's first character, so
that styles that change case see the true first letter.
"""

from __future__ import annotations

import random
import re
import subprocess
import tempfile
import unicodedata
from pathlib import Path

from training.records import MONTHS, Record
from training.render import Run, _accessed

FIELDS = ("author", "editor", "title", "journal", "booktitle", "series", "volume", "issue", "pages", "date", "publisher", "institution", "location", "genre", "edition", "note")
OPEN = {name: chr(0xA1 + i) for i, name in enumerate(FIELDS)}
NAME_OF = {mark: name for name, mark in OPEN.items()}
CLOSE = "\xff"
TIMEOUT = 20
_MOST_INITIALS = 4
_SPECIAL = {"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}"}
# Families of styles drawn more often, since surveys use them.
COMMON = ("plain", "abbrv", "unsrt", "alpha", "ieeetr", "IEEEtran", "ACM-Reference-Format", "acm", "apalike", "plainnat", "abbrvnat", "unsrtnat", "elsarticle-num", "elsarticle-harv", "splncs04", "siam", "amsplain", "naturemag", "chicago", "plainurl", "ieeetran", "IEEEtranN", "IEEEtranS", "elsarticle-num-names", "model1-num-names", "model2-names", "acl", "nature", "apsrev4-1", "spphys", "named", "kluwer", "agsm", "dcu", "newapa", "bmc-mathphys", "vancouver", "plos2015", "iopart-num", "unsrturl", "alphaurl", "abbrvurl", "amsalpha", "aaai", "mla", "apacann", "te", "elsart-num-names", "jmlr")  # fmt: skip


def find_styles() -> list[Path]:
    """Find all .bst files of the TeX installation, one per name."""
    found: dict[str, Path] = {}
    for root in subprocess.run(["kpsewhich", "-var-value", "TEXMFDIST"], capture_output=True, text=True, check=True).stdout.split():
        for path in sorted(Path(root).rglob("*.bst")):
            found.setdefault(path.stem, path)
    return [found[name] for name in sorted(found)]


def print_list(records: list[Record], style: Path, rng: random.Random) -> list[list[Run]]:
    """Run bibtex over the records and give what it prints, in labelled runs; [] where the style fails."""
    habits = {"arxiv": rng.random(), "month": rng.random() < 0.5, "places": rng.random() < 0.4, "urls": rng.random() < 0.5}
    entries = [_entry(f"k{i}", record, rng, habits) for i, record in enumerate(records)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.bib").write_text("\n".join(entries), encoding="latin-1")
        (folder / "a.aux").write_text(f"\\relax\n\\citation{{*}}\n\\bibstyle{{{style.stem}}}\n\\bibdata{{a}}\n")
        try:
            subprocess.run(["bibtex", "a"], cwd=folder, capture_output=True, timeout=TIMEOUT, check=False)
        except subprocess.TimeoutExpired:
            return []
        bbl = folder / "a.bbl"
        if not bbl.exists():
            return []
        text = bbl.read_text(encoding="latin-1")
    items = re.split(r"\\(?:bib|apac)item\b|\\harvarditem\b", text)[1:]
    out = []
    for item in items:
        item = re.split(r"\\end\{thebibliography\}|\\end\{references\}", item)[0]
        found = re.search(r"\{k(\d+)\}", item)
        if not found:
            continue
        runs = _labelled(_strip(item[found.end() :]), records[int(found[1])])
        if runs:
            out.append(runs)
    return out


def _mark(name: str, text: str) -> str:
    text = _plain(text)
    head, tail = text[:1], text[1:]
    return _escape(head) + OPEN[name] + _escape(tail) + CLOSE if text else ""


def _plain(text: str) -> str:
    text = text.replace("–", "-").replace("—", "-").replace("’", "'").replace("‘", "'").replace("“", "``").replace("”", "''")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if ord(c) < 127)
    return re.sub(r"[\\{}\"]", "", text)


def _escape(text: str) -> str:
    return "".join(_SPECIAL.get(c, c) for c in text)


def _names(people: tuple[tuple[str, str], ...], label: str, others: bool) -> str:
    out = [f"{_mark(label, family)}, {_escape(_plain(given))}" if given else f"{{{_mark(label, family)}}}" for given, family in people]
    return " and ".join([*out, "others"] if others else out)


def _entry(key: str, r: Record, rng: random.Random, habits: dict[str, float]) -> str:
    f = dict(r.fields)
    kind = {"thesis": "mastersthesis" if "aster" in f.get("genre", "") or "M.S" in f.get("genre", "") else "phdthesis", "report": "techreport", "preprint": "article", "web": "misc"}.get(r.kind, r.kind)
    out: dict[str, str] = {}

    def put(name: str, label: str, text: str) -> None:
        if text and _plain(text):
            out[name] = _mark(label, text)

    others = rng.random() < 0.06
    out["author"] = f"{{{_mark('author', r.organisation)}}}" if r.organisation else _names(r.authors, "author", others)
    out["editor"] = _names(r.editors, "editor", False)
    put("title", "title", r.title)
    put("year", "date", r.year)
    if f.get("month") and habits["month"]:
        month = next((m for m in MONTHS if m.lower().startswith(f["month"].lower()[:3])), "")
        if month:
            out["month"] = month[:3].lower() if rng.random() < 0.5 else _mark("date", month)
    for name, label in (("journal", "journal"), ("booktitle", "booktitle"), ("series", "series"), ("volume", "volume"), ("number", "issue"), ("pages", "pages"), ("publisher", "publisher"), ("organization", "publisher"), ("edition", "edition")):
        put(name, label, re.sub("-+", "--", f.get(name, "").replace("–", "-")) if name == "pages" else f.get(name, ""))
    if habits["places"] or r.kind in ("book", "thesis"):
        put("address", "location", f.get("address", ""))
    if r.kind == "thesis":
        put("school", "institution", f["institution"])
        put("type", "genre", f["genre"] if rng.random() < 0.4 else "")
    elif r.kind == "report":
        put("institution", "institution", f["institution"])
        put("type", "genre", f["genre"] if rng.random() < 0.5 else "")
        put("number", "genre", f.get("number", ""))
    elif r.kind == "preprint":
        kind = _preprint(out, f, rng, habits["arxiv"])
    elif r.kind == "web":
        how = rng.random()
        if f.get("url") and how < 0.5:
            out["howpublished"] = f"\\url{{{f['url']}}}"
        elif f.get("howpublished"):
            put("howpublished", "note", f["howpublished"])
        if rng.random() < 0.5:
            put("note", "note", _accessed(rng))
    if f.get("doi"):
        out["doi"] = f["doi"]
    if f.get("url") and (habits["urls"] or r.kind == "web"):
        out.setdefault("url", f["url"])
    if f.get("isbn"):
        out["isbn"] = f["isbn"]
    if rng.random() < 0.04:
        put("note", "note", rng.choice(("To appear", "In press", "Accepted", "Preprint", "Oral presentation", "Best paper award", "Version 2", f"Conference Name: {f.get('booktitle') or 'IEEE Access'}", "Publisher: Nature Publishing Group", "Spotlight")))
    body = ",\n".join(f"  {name} = {{{value}}}" if not (name == "month" and len(value) == 3) else f"  {name} = {value}" for name, value in out.items() if value)
    return f"@{kind}{{{key},\n{body}\n}}\n"


def _preprint(out: dict[str, str], f: dict[str, str], rng: random.Random, habit: float) -> str:
    number = f["arxiv"]
    if f.get("server"):
        out["journal"] = _mark("journal", f["server"])
        return "article"
    if habit < 0.5 or rng.random() < 0.15:
        out["journal"] = _mark("journal", rng.choice((f"arXiv preprint arXiv:{number}", f"arXiv preprint arXiv:{number}", f"arXiv:{number}", "arXiv preprint", "arXiv", f"ArXiv e-prints arXiv:{number}")))
        return "article"
    if habit < 0.7:
        out["journal"] = _mark("journal", rng.choice(("CoRR", "ArXiv")))
        out["volume"] = _mark("volume", f"abs/{number}")
        return "article"
    out["eprint"], out["archiveprefix"], out["archivePrefix"], out["primaryclass"] = number, "arXiv", "", f.get("cls", "")
    return "misc" if rng.random() < 0.7 else "article"


# -- the .bbl back to characters ------------------------------------------------------------------------------------

Char = tuple[str, str]  # character, font
_DROP_ARG = {"bibinfo", "bibfield", "href", "Eprint", "hskip", "providecommand", "bibitemStop"}
_KEEP = {"url", "path", "doi", "natexlab", "emph", "textit", "textbf", "textsc", "textsl", "text", "enquote", "eprint", "showDOI", "showURL", "showeprint", "textnormal", "Name", "bibnamefont", "bibfnamefont", "citenamefont", "selectlanguage", "BibitemShut", "mbox", "uppercase", "MakeUppercase", "newblock", "em", "it", "bf", "sc", "sl", "rm", "penalty", "bibsc", "bibemph", "texttt"}
_FONTS = {"emph": "i", "em": "i", "it": "i", "textit": "i", "itshape": "i", "sl": "i", "textsl": "i", "bf": "b", "textbf": "b", "bfseries": "b", "bibfield": "", "rm": "p", "bibemph": "i"}
_SYMBOLS = {"textasciitilde": "~", "textasciicircum": "^", "textendash": "–", "ldots": "…", "dots": "…", "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", " ": " ", "/": "", "-": "", ",": " ", ";": " ", "newblock": " ", "BBA": "&", "BBCQ": ",", "BBOP": "(", "BBCP": ")", "bysame": "———", "quad": " ", "par": " ", "BPBI": ". ", "BHBI": ".-", "BVOL": "vol.", "BNUM": "no.", "BPG": "p.", "BPGS": "pp.", "BEd": "Ed.", "BEds": "Eds.", "harvardand": "and", "harvardyearleft": "(", "harvardyearright": ")", "URLprefix": "URL ", "urlprefix": "URL ", "DOIprefix": "doi:", "newline": " ", "allowbreak": "", "mynobreakdash": "-", "bibrangedash": "-", "bibnumfmt": "", "nobreakspace": " ", "textquoteright": "'", "slash": "/", "showURL": "", "\n": " ", "nolinkurl": "", "bbleditors": "editors", "bbleditor": "editor", "bbled": "edition", "bbletal": "et al.", "bblvolume": "volume", "bblof": "of", "bblno": "no.", "bblpages": "pages", "bblpage": "page", "bblpp": "pp.", "bblp": "p.", "bblin": "in", "bblchapter": "chapter", "bblvol": "vol."}
_QUOTING = {"bibenquote", "Wrapquotes", "enquote", "mkbibquote"}
_SILENT = {"showarticletitle", "BIBentryALTinterwordspacing", "BIBentrySTDinterwordspacing", "EndOfBibitem", "mciteBstWouldAddEndPuncttrue", "mciteBstWouldAddEndPunctfalse", "showissn", "showisbn", "citenamefont", "bibnamefont", "citetitlefont", "bibtitlefont", "citejournalfont", "bibjournalfont", "bbland", "natexlab", "harvardurl", "bibAnnoteFile", "bibname", "bibfont", "harvardyear", "tt", "ttfamily", "upshape", "rmfamily", "normalfont", "slshape", "scshape", "sffamily", "textup", "textrm", "bibauthor", "bibsnm", "bibinits", "bvolume", "bfseriesx", "and"}
# Macros whose arguments (that many) are not printed.
_SKIPPED = {"mciteSetBstMidEndSepPunct": 3, "mciteSetBstSublistMode": 1, "mciteSetBstMaxWidthForm": 2, "setboolean": 2, "href@noop": 1, "myhrefnoop": 1, "BibitemShut": 1, "selectlanguage": 1, "urlstyle": 1, "bibAnnote": 2, "providecommand": 2, "phantom": 1, "natexlabx": 1, "expandafter": 0, "csname": 0}


def _strip(item: str) -> list[Char] | None:
    """Undo TeX: characters with their font; None where something stays that is not understood."""
    item = re.sub(r"(?<!\\)%.*?\n\s*", "", item)
    item = re.sub(r"\\urldef\\tempurl\s*(\\url\{[^}]*\})\s*\\showURL\{\s*([^\\{}]*)\\tempurl\s*\}", r"\2\1", item)
    item = re.sub(r"\\verb\+([^+]*)\+", r"\1", item)
    out: list[Char] = []
    if not _walk(item, 0, "p", out)[1]:
        return None
    return _joined(out)


def _walk(text: str, at: int, font: str, out: list[Char]) -> tuple[int, bool]:
    while at < len(text):
        char = text[at]
        if char == "}":
            return at + 1, True
        if char == "{":
            at, fine = _walk(text, at + 1, font, out)
            if not fine:
                return at, False
        elif char == "\\":
            match = re.compile(r"\\(?:([A-Za-z@]+\*?)\s*|(.))", re.DOTALL).match(text, at)
            if not match:
                return at, False
            name, at = match[1] or match[2], match.end()
            if name in _SKIPPED:
                for _ in range(_SKIPPED[name]):
                    while text[at : at + 1].isspace():
                        at += 1
                    at = _skip(text, at) if text[at : at + 1] == "{" else at
            elif name in _QUOTING and text[at : at + 1] == "{":
                out.append(("“", font))
                at, fine = _walk(text, at + 1, font, out)
                out.append(("”", font))
                if not fine:
                    return at, False
            elif name in _SILENT:
                pass
            elif name in _SYMBOLS:
                out += [(c, font) for c in _SYMBOLS[name]]
            elif name in ("bibinfo", "bibfield", "href", "Eprint", "hyperref", "bibnamefont", "citenamefont"):
                if name in ("bibinfo", "bibfield", "href", "Eprint") and text[at : at + 1] == "{":
                    at = _skip(text, at)
            elif name == "natexlab" or name in ("url", "path", "doi", "enquote", "texttt"):
                pass
            elif name in _FONTS:
                if text[at : at + 1] == "{" and name in ("emph", "textit", "textbf", "textsl", "bibemph"):
                    at, fine = _walk(text, at + 1, _FONTS[name], out)
                    if not fine:
                        return at, False
                else:
                    font = _FONTS[name] or font
            elif name in ("unskip", "protect", "relax", "penalty", "em", "bibAnnoteFile", "BibitemOpen", "bibitemNoStop", "bibitemStop", "EOS", "BibitemShut", "ignorespaces", "hskip", "urlprefix", "urlstyle", "natexlab", "newblock", "textsc", "sc", "textnormal", "mbox", "showDOI", "showURL", "showeprint", "showISBN", "showISSN", "text", "bibfnamefont", "bibsc", "uppercase", "MakeUppercase", "eprint", "Name", "selectlanguage", "bbland", "bibpreamble", "small", "large", "frenchspacing"):
                if name in ("BibitemShut", "selectlanguage", "penalty", "urlstyle") and text[at : at + 1] == "{":
                    at = _skip(text, at)
                number = re.compile(r"-?\d+(?:em|pt)?(?:\s+plus\s+[\d.]+em)?(?:\s+minus\s+[\d.]+em)?").match(text, at) if name in ("penalty", "hskip") else None
                at = number.end() if number else at
            else:
                return at, False
        else:
            out.append((" " if char in "~\n\t" else char, font))
            at += 1
    return at, True


def _skip(text: str, at: int) -> int:
    depth = 0
    while at < len(text):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
        if not depth:
            break
    return at


def _joined(chars: list[Char]) -> list[Char]:
    """Make single blanks, dashes and curly quotes."""
    out: list[Char] = []
    for char, font in chars:
        last = out[-1][0] if out else " "
        if char == " " and last == " ":
            continue
        if char == "-" and last in "-–":
            out[-1] = ("–" if last == "-" else "—", font)
        elif char == "`" and last == "`":
            out[-1] = ("“", font)
        elif char == "'" and last == "’":
            out[-1] = ("”", font)
        elif char == "'":
            out.append(("’", font))
        else:
            out.append((char, font))
    while out and out[-1][0] == " ":
        out.pop()
    return out


_GENRE = re.compile(r"\b(?:technical report|tech\. ?rep\.|ph\.? ?d\.? (?:thesis|dissertation)|master's thesis|doctoral dissertation|thesis \(ph\.d\.\))(?: (?=[A-Z0-9]))?", re.IGNORECASE)

# -- marks to labels ------------------------------------------------------------------------------------------------

def _labelled(chars: list[Char] | None, record: Record) -> list[Run] | None:
    if not chars:
        return None
    text: list[Char] = []
    spans: list[tuple[int, int, str]] = []
    opened: list[tuple[int, str]] = []
    for char, font in chars:
        if char in NAME_OF:
            opened.append((len(text) - 1, NAME_OF[char]))
        elif char == CLOSE:
            if not opened:
                return None
            start, name = opened.pop()
            spans.append((start, len(text), name))
        elif ord(char) < 0x80 or char in "–—“”’…":
            text.append((char, font))
        else:
            return None
    if opened or not spans:
        return None
    labels = ["O"] * len(text)
    for start, end, name in spans:
        labels[start:end] = [name] * (end - start)
    plain = "".join(c for c, _ in text)
    if "\\" in plain or "{" in plain or "[" in plain[:2]:
        return None
    _people_spans(plain, labels, spans, record)
    _date_spans(plain, labels, spans)
    for match in _GENRE.finditer(plain):
        if set(labels[match.start() : match.end()]) == {"O"}:
            labels[match.start() : match.end()] = ["genre"] * (match.end() - match.start())
    out: list[Run] = []
    for (char, font), label in zip(text, labels, strict=True):
        if out and out[-1][1:] == (label, font):
            out[-1] = (out[-1][0] + char, label, font)
        else:
            out.append((char, label, font))
    return out


def _people_spans(text: str, labels: list[str], spans: list[tuple[int, int, str]], record: Record) -> None:
    """Stretch author and editor over given names, "and" and *et al.*"""
    for name, people in (("author", record.authors), ("editor", record.editors)):
        mine = [s for s in spans if s[2] == name]
        if not mine:
            continue
        start, end = min(s[0] for s in mine), max(s[1] for s in mine)
        words = {w.lower() for given, family in people for w in re.split(r"[\s.\-]+", _plain(given) + " " + _plain(family)) if w}
        words |= {w[0] for w in words}
        known = words | {"and", "et", "al", "jr", "von", "van", "de", "la"}
        stop = end
        for match in re.compile(r"[\s,.~\-]*(\.|[A-Za-z]+['’]?[A-Za-z]*)\.?").finditer(text, end):
            initials = match[1].isupper() and len(match[1]) <= _MOST_INITIALS and all(c.lower() in words for c in match[1])
            if match.start() != stop or not (initials or match[1].lower() in known) or match[1] in ("In", "in") or match[1].lower() in ("and",):
                break
            if set(labels[match.start(1) : match.end(1)]) - {"O", name}:  # "Rossi. A title", though somebody's initial is A
                break
            stop = match.end()
        end = stop
        begin = start
        while True:
            before = re.search(r"([A-Za-z]+)\.?[\s\-]*$", text[:begin])
            if not before or before[1].lower() not in words | {"von", "van", "de", "la", "der", "den"} or before[1] in ("In", "in"):
                break
            if set(labels[before.start() : before.end(1)]) - {"O", name}:
                break
            begin = before.start()
        tail = re.compile(r",?\s*(?:and others|et\s?al\.?)").match(text, end)
        end = tail.end() if tail else end
        for i in range(begin, min(end, len(labels))):
            labels[i] = name


def _date_spans(text: str, labels: list[str], spans: list[tuple[int, int, str]]) -> None:
    for start, end, name in spans:
        if name != "date":
            continue
        if re.match(r"[a-z](?![A-Za-z])", text[end : end + 2]) and text[end - 1].isdigit():
            labels[end] = "date"
        before = re.search(r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?,?\s$", text[:start])
        if before:
            labels[before.start() : start] = ["date"] * (start - before.start())
    for match in re.finditer(r"[ ,.]{1,2}", text):
        a, b = match.start() - 1, match.end()
        if a >= 0 and b < len(labels) and labels[a] == labels[b] == "date":
            labels[a:b] = ["date"] * (b - a)
