"""Nothing that a PDF says can become markup or script of a page."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.view import embed

NASTY = (
    "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "<!--", "]]>", '" onclick="x', "a\u2028b",
)  # fmt: skip


class Reader(HTMLParser):
    """Collects the tags, and the texts of script and style elements."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.inside: dict[str, list[str]] = {"script": [], "style": [], "title": [], "p": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= dict(attrs)
        if tag in self.inside:
            self.inside[tag].append("")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] in self.inside:
            self.inside[self.tags[-1]][-1] += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.mark.parametrize("nasty", NASTY)
def test_text_and_data_come_out_as_they_went_in(nasty: str) -> None:
    html = embed.page(nasty, f'<p title="{embed.text(nasty)}">{embed.text(nasty)}</p>', data={"d": {"t": [nasty]}})
    reader = read(html)
    assert reader.tags.count("script") == 1
    assert "img" not in reader.tags
    assert reader.inside["p"][0].rstrip("\n") == nasty
    assert reader.attributes["title"] == nasty
    assert json.loads(reader.inside["script"][0]) == {"t": [nasty]}


@given(st.text())
def test_json_text_is_json_without_a_letter_that_ends_a_script(value: str) -> None:
    encoded = embed.json_text({value: value})
    assert json.loads(encoded) == {value: value}
    assert not re.search("[<>&\u2028\u2029]", encoded)


def test_letters_that_turn_the_direction_are_left_out_of_text() -> None:
    assert embed.text("a\u202egnp.exe\u202c \u2066b\u2069 \u200fא") == "agnp.exe b \u200fא"


def test_the_policy_lets_only_our_own_scripts_run() -> None:
    style, script = "p { color: red }", "void 0;"
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', embed.page("t", "", [style], [script]))
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'sha256-{digest}'"
    assert rules["style-src"].startswith("'sha256-")
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]
    assert rules["require-trusted-types-for"] == "'script'"


def test_a_script_that_would_end_its_element_is_refused() -> None:
    with pytest.raises(ValueError, match="end its own element"):
        embed.page("t", "", scripts=['const x = "</script>";'])


def test_a_script_loses_imports_and_exports(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"a.js": "export function one() { return 1; }\n", "b.js": 'import { one } from "./a.js";\none();\n'}
    monkeypatch.setattr(embed, "static", files.__getitem__)
    assert embed.script("a.js", "b.js") == '"use strict";\n(() => {\nfunction one() { return 1; }\n\none();\n})();\n'
