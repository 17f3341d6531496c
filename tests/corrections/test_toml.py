"""The file: what is written reads back the same; a slip in it is one line that says where and what."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyrefs.corrections.fields import FIELDS
from surveyrefs.corrections.read import read_corrections
from surveyrefs.corrections.write import quoted, to_toml
from surveyrefs.csv_text import printable
from surveyrefs.errors import BadCorrections
from surveyrefs.model.correction import (
    AddFix,
    CalloutFix,
    CategoryFix,
    Corrections,
    DropFix,
    FieldFix,
    JoinFix,
    Part,
    RowFix,
    SeenFix,
    SplitFix,
    WorkName,
)

# What steers a screen is taken out where text is read, and once more where it is written.
letters = st.characters(exclude_categories=["C", "Zl", "Zp"], include_characters="\t\n\r\u00ad")
texts = st.text(letters, max_size=12)
some = st.text(letters, min_size=1, max_size=12)
works = st.builds(WorkName, doi=texts, arxiv=texts, title=some, authors=texts, year=texts, raw=texts, key=texts)
fields = st.sampled_from([f for f in FIELDS if f not in ("type", "key", "raw")])
numbers = st.integers(0, 9)
parts = st.builds(Part, some, texts, st.dictionaries(fields, texts, max_size=2))
corrections = st.builds(
    Corrections,
    texts,
    st.tuples(st.builds(FieldFix, works, fields, texts.map(lambda t: f"a{t}"), texts.map(lambda t: f"b{t}"))),
    st.tuples(st.builds(CategoryFix, works, texts, texts, texts, texts, texts, some, texts)),
    st.tuples(st.builds(RowFix, some, some, texts, st.none() | works)),
    st.tuples(
        st.builds(CalloutFix, some, texts, texts, texts, texts, st.none() | works, works, st.booleans(), numbers),
        st.builds(CalloutFix, some, was=st.builds(WorkName, unresolved=texts), now=works),
    ),
    st.tuples(st.builds(SplitFix, works, st.tuples(parts, parts))),
    st.tuples(st.builds(JoinFix, st.tuples(works, works), texts)),
    st.tuples(st.builds(DropFix, works)),
    st.tuples(st.builds(AddFix, parts, st.none() | works)),
    st.tuples(st.builds(SeenFix, some, texts)),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(corrections)
def test_what_is_written_reads_back_the_same(given_corrections: Corrections) -> None:
    text = to_toml(given_corrections)
    assert read_corrections(text.encode(), "x.toml") == given_corrections
    assert to_toml(read_corrections(text.encode(), "x.toml")) == text


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_string(text: str) -> None:
    read = tomllib.loads(f"a = {quoted(text)}")["a"]
    assert read == printable(text)


WORK = 'work = { title = "T" }\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[field]]\nwork = { title = "T }\n', "x.toml, line 2: this is no TOML: "),
        ("[[field]]\n" + WORK + 'field = "year"\nnow = \n', "x.toml, line 4: this is no TOML: invalid value."),
        ("[[field]]\n" + WORK, "x.toml, line 1: [[field]]: field is missing"),
        ("\n[[feild]]\n" + WORK, "x.toml: there is no kind of correction called feild; kinds are field, category"),
        ("[field]\n" + WORK, "x.toml: field has to be written [[field]]"),
        ("[[field]]\n" + WORK + 'field = "yaer"\nnow = "1"\n', "x.toml, line 1: [[field]]: there is no field yaer; "),
        ("[[field]]\n" + WORK + 'field = "year"\nnew = "1"\n', "x.toml, line 1: [[field]]: there is no new here"),
        ("[[field]]\n" + WORK + 'field = "year"\n', "x.toml, line 1: [[field]]: was and now are the same"),
        ('[[field]]\nwork = "T"\nfield = "year"\n', "x.toml, line 1: [[field]]: work: it has to be a table such as"),
        ('[[field]]\nwork = { name = "T" }\nfield = "year"\n', "[[field]]: work: there is no name here"),
        ('[[field]]\nwork = { year = 2020 }\nfield = "year"\nnow = "1"\n', "a work needs one of doi, arxiv, title"),
        ("[[field]]\n" + WORK + 'field = "type"\nnow = "a b"\n', "a type is one word such as article"),
        ('[[seen]]\ncode = "a"\n\n\n[[seen]]\ntext = "b"\n', "x.toml, line 5: [[seen]]: code is missing"),
        ('[[seen]]\ncode = """\n[[seen]]\n"""\n[[seen]]\ntext = "b"\n', "x.toml, line 5: [[seen]]: code is missing"),
        ('[[callout]]\nsentence = "S"\n', "was, now or no_callout is missing"),
        ('[[callout]]\nno_callout = true\n', "sentence is missing"),
        ('[[callout]]\nsentence = "S"\nno_callout = "yes"\n', "no_callout: it has to be true or false, not a text"),
        ("[[split]]\n" + WORK + 'parts = [{ raw = "a" }]\n', "parts have to be two or more"),
        ("[[split]]\n" + WORK + 'parts = [{ raw = "a" }, { label = "2" }]\n', "a reference needs raw or title"),
        ('[[add]]\nraw = "a"\nvenu = "b"\n', "there is no field venu"),
        ("[[category]]\n" + WORK, "was and now are missing"),
        ('[[category]]\nwas = "a"\n', "without a work, both was and now are needed"),
        ("format = 2\n", "it has format 2, and this surveyrefs reads format 1"),
    ],
)  # fmt: skip
def test_a_slip_is_one_line_that_says_where_and_what(text: str, told: str) -> None:
    with pytest.raises(BadCorrections) as caught:
        read_corrections(text.encode(), "x.toml")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "docs/corrections.md" in str(caught.value)


def test_bytes_that_are_no_text_are_told_by_line() -> None:
    with pytest.raises(BadCorrections, match=r"x\.toml, line 2: this is no UTF-8\. Save the file as UTF-8"):
        read_corrections(b'survey = "a"\nformat = "\xff"\n', "x.toml")


def test_people_may_write_numbers_and_a_byte_order_mark() -> None:
    text = '\ufeff[[field]]\r\nwork = { title = "T", year = 2020 }\r\nfield = "arxiv"\r\nwas = ""\r\nnow = 2301.10\r\n'
    (fix,) = read_corrections(text.encode(), "x.toml").field
    assert (fix.work.year, fix.now) == ("2020", "2301.10")


def test_an_empty_file_corrects_nothing() -> None:
    assert read_corrections(b"\n", "x.toml") == Corrections()
