"""The forms of a check: text for a terminal, Markdown for an issue or pull request, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby

import msgspec

from surveyrefs.lists.check import KINDS, Finding, Report
from surveyrefs.text.controls import one_line, unmentioned, visible

_INDENT = "      "
_NO_CATEGORY = "without category"


def summary(report: Report) -> str:
    """Return the first line: how far list and survey agree."""
    left = report.uncategorised
    more = f"; {left} more {'is' if left == 1 else 'are'} cited but in no category (--all)" if left else ""
    return (
        f"{report.name}: {report.entries} entries, {report.matched} of them in the survey. "
        f"The list has {report.listed} of the survey's {report.wanted} works{more}."
    )


def to_text(report: Report, kinds: Iterable[str] = tuple(KINDS)) -> str:
    """Return the terminal form: a block a kind, works that are missing by their category."""
    lines = [summary(report)]
    for code, findings in _blocks(report, kinds):
        lines += ["", f"{KINDS[code]} ({len(findings)})"]
        if code == "not-in-list":
            for where, works in _by_category(findings):
                lines.append(f"  {where}")
                lines += [f"    + {_work(f)}" for f in works]
        else:
            for finding in findings:
                lines.append(f"  {finding.line:4} {finding.title or finding.text}")
                if finding.title and finding.text:
                    lines.append(f"{_INDENT} {finding.text}")
    if len(lines) == 1:
        lines.append("No disagreement.")
    return "\n".join(_shown(line) for line in lines) + "\n"


def to_markdown(report: Report, kinds: Iterable[str] = tuple(KINDS)) -> str:
    """Return the form for an issue or a pull request."""
    lines = [f"## {escaped(report.title or report.name)}", "", escaped(summary(report))]
    for code, findings in _blocks(report, kinds):
        lines += ["", f"### {KINDS[code]} ({len(findings)})"]
        if code == "not-in-list":
            for where, works in _by_category(findings):
                lines += ["", f"**{escaped(where)}**", ""]
                lines += [f"- [ ] {escaped(_work(f))}" for f in works]
        else:
            lines.append("")
            for f in findings:
                what = f"{escaped(f.title)}: {escaped(f.text)}" if f.title and f.text else escaped(f.title or f.text)
                lines.append(f"- [ ] line {f.line}: {what}")
    if not any(True for _ in _blocks(report, kinds)):
        lines += ["", "No disagreement."]
    return "\n".join(_shown(line) for line in lines) + "\n"


def to_json(report: Report, kinds: Iterable[str] = tuple(KINDS)) -> str:
    """Return the stable form: the counts, then every finding with its code (docs/awesome.md)."""
    wanted = set(kinds)
    whole = msgspec.to_builtins(report)
    whole["findings"] = [finding for finding in whole["findings"] if finding["code"] in wanted]
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    return visible(text) + "\n"


def _blocks(report: Report, kinds: Iterable[str]) -> list[tuple[str, list[Finding]]]:
    wanted = set(kinds)
    return [(code, list(found)) for code, found in groupby(report.findings, key=lambda f: f.code) if code in wanted]


def _by_category(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Group missing works by the first category of each, in the survey's order of categories."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.survey[0] if finding.survey else _NO_CATEGORY, []).append(finding)
    return list(groups.items())


def _work(finding: Finding) -> str:
    also = "; ".join(finding.survey[1:])
    return f"{finding.title} ({finding.key}) {finding.text}".rstrip() + (f" [also: {also}]" if also else "")


def escaped(text: str) -> str:
    """Return text so that Markdown shows it as it is."""
    return unmentioned("".join(f"\\{c}" if c in "\\`*_[]<>|#~" else c for c in one_line(text)))


def _shown(line: str) -> str:
    """Return a line without the signs that steer a terminal, and without what cannot be encoded."""
    return "".join(c if c.isprintable() else "�" for c in line)
