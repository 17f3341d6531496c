"""Write a paper: what a look says, as HTML, and what is true of it."""

from __future__ import annotations

import html
import random
from collections.abc import Sequence

from tests.bench.printed import words
from tests.bench.printed.entries import printed_list
from tests.bench.printed.looks import look_of, table_look_of
from tests.bench.printed.settings import Said, kept, set_table
from tests.bench.printed.sheet import style_sheet
from tests.bench.printed.tables import Sheet, made
from tests.bench.printed.truth import Heading, Paper, Table, Work, callout, plain
from training.draw_texts import own_texts

TEXTS = own_texts()
OWN_THEME = 0.3  # share of headings with a name in italics, or long
CITES = 0.35  # share of sentences that cite
LETTERS = "abcdefgh"
ROMAN = ("I", "II", "III", "IV", "V", "VI")


def paper_of(seed: int, works: Sequence[Work]) -> Paper:
    """Write the paper of a seed, with works of these."""
    return Writer(seed, works).paper()


class Writer:
    """Writes pieces of a paper one after the other, and keeps what they say."""

    def __init__(self, seed: int, works: Sequence[Work]) -> None:
        self.rng = random.Random(f"printed {seed}")
        self.look = look_of(self.rng)
        self.language = self.look["language"]
        self.listed = self.rng.sample(list(works), min(len(works), self.rng.choice([24, 40, 60])))
        self.next = 0
        self.section: str | None = None  # the heading that text below it belongs to
        self.body: list[str] = []
        self.headings: list[Heading] = []
        self.cited: list[tuple[str | None, tuple[int, ...]]] = []
        self.callouts: list[str] = []
        self.tables: list[Table] = []
        self.figures = 0

    def paper(self) -> Paper:
        """Write all of it."""
        self._front()
        self.body.append(f"<div class={'columns' if self.look['columns'] == 'two' else 'text'}>")
        self._sections()
        before = self.look["end matter stands"] == "before the list"
        self._end_matter() if before else None
        title = self.rng.choice(words.LISTS[self.language])
        if self.look["list's heading"] != "none":
            self._heading(1, title, "")
        entries, references = printed_list(self.listed, self.look)
        self.body.append(entries)
        None if before else self._end_matter()
        self.body.append("</div>")
        head = f"<meta charset=utf-8><title>Pond studies</title><style>{style_sheet(self.look)}</style>"
        page = f"<!doctype html><html lang={self.language}>{head}<body>{''.join(self.body)}</body></html>"
        said = tuple(self.headings), tuple(self.cited), tuple(self.callouts), tuple(self.tables)
        return Paper(self.look, page, *said, references)

    # -- text ---------------------------------------------------------------------------------------------------------

    def _sentence(self) -> str:
        own = words.SENTENCES.get(self.language, TEXTS.sentences)
        return html.escape(self.rng.choice(own), quote=False)

    def _theme(self) -> str:
        """Return a title, with names in italics."""
        if self.language == "en" and self.rng.random() > OWN_THEME:
            return html.escape(self.rng.choice(TEXTS.titles), quote=False)
        return self.rng.choice(words.THEMES[self.language]).replace("{s}", f"<i>{self.rng.choice(words.SPECIES)}</i>")

    def _picked(self) -> tuple[int, ...]:
        """Return the works of a callout: the next of the list, then any."""
        found = []
        for _ in range(self.rng.choice([1, 1, 1, 2, 3])):
            fresh = self.next < len(self.listed)
            found.append(self.next if fresh else self.rng.randrange(len(self.listed)))
            self.next += fresh
        return tuple(sorted(set(found)))

    def _paragraph(self, section: str | None, sentences: int = 0, lead: str = "", cites: bool = True) -> str:
        said = []
        for _ in range(sentences or self.rng.choice([2, 3, 4, 6])):
            text = self._sentence()
            if cites and self.rng.random() < CITES:
                works = self._picked()
                self.cited.append((section, works))
                self.callouts.append(mark := callout(works, self.listed, self.look))
                text = f"{text}{mark}" if self.look["callouts"] == "raised" else f"{text[:-1]} {mark}."
            said.append(text)
        return f"<p>{lead}{' '.join(said)}</p>"

    def _write(self, section: str | None, sentences: int = 0, lead: str = "", cites: bool = True) -> None:
        self.body.append(self._paragraph(section, sentences, lead, cites))

    # -- headings -----------------------------------------------------------------------------------------------------

    def _cased(self, title: str, level: int) -> str:
        capitals = self.look["capitals"] == "both" or (self.look["capitals"] == "first" and level == 1)
        if not capitals or ("<i>" in title):
            return title
        raised = title.replace("&amp;", "&").upper().replace("&", "&amp;")
        return " ".join(raised.replace(" ", "\u2003")) if self.look["first"] == "spaced letters" else raised

    def _number(self, level: int, at: Sequence[int]) -> str:
        kind = self.look["numbers"]
        if kind == "none":
            return ""
        if kind == "I. A. 1)":
            return (f"{ROMAN[at[0] - 1]}.", f"{LETTERS[at[-1] - 1].upper()}.", f"{at[-1]})")[level - 1]
        if kind == "1. (a)":
            return (f"{at[0]}.", f"({LETTERS[at[-1] - 1]})", f"({ROMAN[at[-1] - 1].lower()})")[level - 1]
        return ".".join(map(str, at)) + ("." if kind == "1." else "")

    def _heading(self, level: int, title: str, number: str) -> str:
        """Write a heading; return its title."""
        shown = self._cased(title, level)
        self.headings.append(Heading(number, plain(shown), level, False))
        gap = (
            " <span style='font-weight:normal'>|</span> " if self.look["numbers"] == "bars behind numbers" else "&ensp;"
        )
        before = f"{number}{gap}" if number else ""
        self.body.append(f"<h{level}><span>{before}{shown}</span></h{level}>")
        self.section = plain(shown)
        return self.section

    def _in_line(self, level: int, number: str) -> tuple[str, str]:
        """Return the title of a heading in the line, and its HTML."""
        title = self._theme()
        self.headings.append(Heading(number, plain(title), level, True))
        before, end = f"{number} " if number else "", self.look["in the line ends"]
        self.section = plain(title) if number else self.section
        return plain(title), f"<span class=in{level}>{before}{title}{end}</span> "

    # -- parts --------------------------------------------------------------------------------------------------------

    def _front(self) -> None:
        rng = self.rng
        title = " ".join(rng.sample(list(TEXTS.titles), 2))
        names = (
            f"{rng.choice('ABCDEFGH')}. {rng.choice(words.FAMILIES)}<sup>{rng.randint(1, 3)}</sup>"
            for _ in range(rng.randint(2, 6))
        )
        self.body.append(f"<div class=kind>REVIEW ARTICLE</div><div class=title>{html.escape(title, quote=False)}</div>"
                         f"<div class=authors>{', '.join(names)}</div><div class=place>1 Department of Pond Studies, "
                         "University of Mill, 12345 Mill; 2 Institute of Frogs, Lake City</div>")  # fmt: skip
        label = self._cased(rng.choice(words.ABSTRACTS[self.language]), 1)
        head, facts = f"<div class=label-of>{label}</div>", ""
        kind, lead = self.look["abstract"], ""
        text = [self._paragraph(None, 5, cites=False)]
        if kind == "in the line":
            head, text = "", [self._paragraph(None, 5, f"<b>{label}.</b> ", cites=False)]
        elif kind == "parts":
            text = [self._paragraph(None, 2, f"<b>{part}:</b> ", cites=False) for part in words.PARTS]
        elif kind == "headed parts":
            text = [f"<div class=part>{part}</div>{self._paragraph(None, 2, cites=False)}" for part in words.PARTS]
        elif kind == "spaced letters":
            head = f"<div class=label-of>{' '.join(plain(label).replace(' ', '').upper())}</div>"
        elif kind == "bold, no heading":
            head, lead = "", " style='font-weight:bold'"
        elif kind == "beside facts":
            facts = (
                "<div><b>Article history:</b><br>Received 12 March 2019<br>Accepted 4 May 2019<br>Frogs<br>Ponds</div>"
            )
        inner = f"<div{lead}>{head}{''.join(text)}</div>"
        inner = f"<div class=beside>{facts}{inner}</div>" if facts else inner
        self.body.append(f"<div class=abstract>{inner}<p><b>Keywords:</b> frogs; ponds; mills; counting</p></div>")

    def _sections(self) -> None:
        order = self.look["order"] if self.language == "en" else self.language
        names = words.ORDERS.get(order) or ("Introduction", *(self._theme() for _ in range(4)), "Conclusions")
        for i, name in enumerate(names, 1):
            section = None if name is None else self._heading(1, name, self._number(1, (i,)))
            edge = i in (1, len(names))
            for _ in range(self.rng.choice([1, 2, 3]) if edge or self.rng.random() < 0.6 else 0):
                self._write(section)
            if name is not None and self.look["second"] != "none" and (not edge or self.rng.random() < 0.3):
                self._subsections(i, section)
            elif not edge:
                self._write(section)
            if self.rng.random() < 0.3:
                self._figure()
            if i > 1 and self.rng.random() < 0.4:
                self._table()
            if self.rng.random() < {"none": 0.0, "some": 0.3, "many": 0.7}[self.look["boxes"]]:
                self._box()

    def _subsections(self, i: int, section: str | None) -> None:
        for j in range(1, self.rng.choice([2, 3, 4, 5])):
            number = self._number(2, (i, j))
            if self.look["second"] == "in the line":
                title, lead = self._in_line(2, number)
                below = title if number else section  # one without number may be a mere lead: text stays where it was
                self._write(below, 4, lead)
            else:
                below = self._heading(2, self._theme(), number)
                for _ in range(self.rng.choice([1, 1, 2])):
                    self._write(below)
            if self.look["third"] != "none" and self.rng.random() < 0.5:
                self._third(i, j, below)
            if self.rng.random() < 0.3:
                self._table()

    def _third(self, i: int, j: int, below: str | None) -> None:
        """Write sections of the third level."""
        for k in (1, 2):
            number = self._number(3, (i, j, k))
            if self.look["third"] == "in the line":
                title, lead = self._in_line(3, number)
                self._write(title if number else below, lead=lead)
            else:
                self._write(self._heading(3, self._theme(), number))

    def _end_matter(self) -> None:
        kind, level = self.look["end matter"], 1
        if kind == "below one heading":
            self._heading(1, words.FURTHER, "")
            level = 2 if self.look["second"] not in ("none", "in the line") else 1
        for title in self.rng.sample(
            words.BACK[self.language], self.rng.choice([2, 3, 4] if self.language == "en" else [2])
        ):
            if kind == "in the line":
                self._write(None, 2, f"<b>{title}{self.rng.choice([':', '.'])}</b> ", cites=False)
            else:
                self._heading(level, title, "")
                self._write(None, 2, cites=False)

    def _figure(self) -> None:
        self.figures += 1
        drawing = ("<svg width=200 height=90><rect width=200 height=90 fill='#ddd'/>"
                   "<text x=20 y=30 font-size=9 font-weight=bold>Control group</text></svg>")  # fmt: skip
        caption = f"<b>{words.FIGURE[self.language]} {self.figures}.</b> {self._sentence()}"
        self.body.append(f"<div class=figure>{drawing}<div class=caption>{caption}</div></div>")

    def _box(self) -> None:
        points = "".join(f"<p>• {self._sentence()}</p>" for _ in range(3))
        self.body.append(f"<div class=box><div class=label-of>{self.rng.choice(words.BOXES)}</div>{points}</div>")

    def _table(self) -> None:
        look = table_look_of(self.rng)
        table = kept(made(Sheet(self.rng, self.listed, self.look, look, TEXTS.sentences)), look)
        name = f"{words.TABLE[self.language]} {len(self.tables) + 1}"
        goes_on = self.rng.choice(words.CONTINUED[self.language]).format(f"<b>{name}</b>")
        notes = "RCT: randomised controlled trial. NR, not reported." if look["notes"] == "below" else ""
        foot = look["setting"] == "head at the foot"
        text = "".join(self._paragraph(self.section, 6) for _ in range(5)) if foot else ""
        said = Said(f"<b>{name}.</b> {self._sentence()}", goes_on, notes, text)
        self.body.append(set_table(table, look, said))
        rows = tuple(line.row for line in table.lines if line.row)
        self.tables.append(Table(str(len(self.tables) + 1), look, rows))
