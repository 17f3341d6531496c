"""Any text is read without an error, and books balance."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyrefs.link import link
from surveyrefs.model.document import TextLink
from surveyrefs.model.reference import References
from tests.link.written import document, numbered, passage, reference

PARTS = st.sampled_from(
    [
        "[1",
        "2]",
        "[3]",
        "–",
        ", ",
        "(4)",
        "Wang",
        " et al.",
        " (2020a",
        ", b)",
        "; ",
        "and ",
        "[Wan+20]",
        "^{5,6}",
        " ",
        ". A",
        "[?]",
        "~",
        "]",
        "(",
        "’s",
    ]
)
NAMED = References(
    (reference("", "Wang, L.+", "2020a"), reference("", "Wang, L.+", "2020b"), reference("", "Li", "2021"))
)
ALPHABETIC = References((reference("Wan+20", "Wang, L.+"), reference("Li21", "Li")))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(PARTS, max_size=25),
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["cite.1", "cite.3", "section.2", ""])),
        max_size=4,
    ),
    st.sampled_from([numbered(6, anchors=True), NAMED, ALPHABETIC]),
)
def test_any_text_is_read(parts: list[str], spans: list[tuple[int, int, str]], references: References) -> None:
    written = passage("".join(parts))
    links = tuple(
        TextLink(min(a, b, len(written.text)), min(max(a, b), len(written.text)), name, 9, 40.0, 58.0, "", n)
        for n, (a, b, name) in enumerate(spans)
    )
    result = link(document(msgspec.structs.replace(written, links=links)), references)
    lost = [c for c in result.callouts if any(t.reference < 0 for t in c.targets)]
    told = [p for p in result.problems if p.code in ("callout-unresolved", "callout-above-highest")]
    assert len(lost) == len(told)
    assert all(c.marker in written.text and c.marker for c in result.callouts)
    assert all(c.targets and c.context for c in result.callouts)
    assert [c.mention for c in result.callouts] == list(range(1, len(result.callouts) + 1))
