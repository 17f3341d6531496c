"""The Markdown list of a run."""

from __future__ import annotations

from surveyrefs.export.markdown import to_markdown
from surveyrefs.model.link import Category
from tests.export.build import reference, run


def test_works_stand_under_their_categories_and_none_is_left_out() -> None:
    works = (
        reference(key="a", title="On [x] and *y*"), reference(key="b", title="B", doi="", arxiv="2301.00001"),
        reference(key="c", title="", raw="Something <b>", doi="", url="https://x.org/<a>"),
    )  # fmt: skip
    tree = (Category("Top", "section", (), (Category("Leaf", "section", (0,)),)),)
    text = to_markdown(run(*works, tree=tree))
    assert text.startswith("# A Survey\n\n## Top\n\n### Leaf\n\n- ")
    assert "- [On \\[x\\] and \\*y\\*](<https://doi.org/10.1000/x_y>). " in text
    assert "Müller, Jörg. Journal of Planning, 2023. (`a`)" in text
    assert "## Other works\n\n- [B](<https://arxiv.org/abs/2301.00001>)." in text
    assert "- [Something \\<b\\>](<https://x.org/%3Ca%3E>) (`c`)" in text


def test_without_categories_it_is_one_list() -> None:
    assert to_markdown(run(reference())).splitlines()[2].startswith("- [Planning with Models]")


def test_a_tree_deeper_than_markdown_has_headings_goes_on_in_the_lowest() -> None:
    tree = Category("L7", "section", (0,))
    for level in range(6, 0, -1):
        tree = Category(f"L{level}", "section", (), (tree,))
    heads = [line for line in to_markdown(run(reference(), tree=(tree,))).splitlines() if line.startswith("##")]
    assert heads == ["## L1", "### L2", "#### L3", "##### L4", "###### L5", "###### L6", "###### L7"]
