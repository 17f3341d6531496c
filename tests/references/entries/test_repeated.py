"""Dashes, *idem* and *ibid.*: what a reference takes from the one before it."""

from __future__ import annotations

import pytest

from surveyrefs.model.document import Passage
from surveyrefs.model.reference import RawReference, Reference
from surveyrefs.references.fields import parse_references

FIRST = "Smith, Alan, and Beth Jones. 2001. “On the First Thing.” Journal of Things 1: 2–3."


def read(*texts: str) -> list[Reference]:
    """Return the references of a list without labels."""
    return list(parse_references([RawReference("", Passage("paragraph", t), (), 1) for t in texts]).references)


def families(reference: Reference) -> list[str]:
    """Return the authors' family names."""
    return [name.family for name in reference.authors]


@pytest.mark.parametrize(
    "mark", ["———.", "——.", "—.", "⸻.", "⸺.", "______.", "_ _ _.", "--------.", "– – –.", "———", "Idem.", "Id."]
)
def test_marks_for_the_same_authors(mark: str) -> None:
    _, second = read(FIRST, f"{mark} 2003. “On the Second Thing.” Journal of Things 3: 4–5.")
    assert families(second) == ["Smith", "Jones"]
    assert (second.title, second.container, second.year) == ("On the Second Thing", "Journal of Things", "2003")
    assert second.raw.startswith(mark)


def test_a_title_is_no_author_behind_a_dash() -> None:
    _, second = read(
        "S. Hochreiter and J. Schmidhuber. Long short-term memory. Neural Computation, 9(8):1735–1780, 1997.",
        "———. Random forests. Machine Learning, 45(1):5–32, 2001.",
    )
    assert (second.title, second.container) == ("Random forests", "Machine Learning")
    assert families(second) == ["Hochreiter", "Schmidhuber"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("———, and Carl Brown. 2005. “A Fourth Thing.” Journal of Things 3: 4–5.", ["Smith", "Brown"]),
        ("———, C. Brown, and D. Long. 2005. “A Fourth Thing.” Journal of Things 3: 4–5.", ["Smith", "Brown", "Long"]),
        ("———, ———, and D. Long. 2005. “A Fourth Thing.” Journal of Things 3: 4–5.", ["Smith", "Jones", "Long"]),
        ("———, and ———. 2005. “A Fourth Thing.” Journal of Things 3: 4–5.", ["Smith", "Jones"]),
    ],
)
def test_further_authors_behind_dashes(text: str, names: list[str]) -> None:
    _, second = read(FIRST, text)
    assert families(second) == names
    assert second.title == "A Fourth Thing"


def test_others_are_repeated_as_well() -> None:
    _, second = read(
        "A. Smith, B. Jones, et al. The first thing of all. Journal of Things, 1:2–3, 2001.",
        "———. The second thing of all. Journal of Things, 2:3–4, 2002.",
    )
    assert second.others


def test_ibid_stands_for_the_container() -> None:
    _, second, series, third = read(
        "A. Smith, The first thing of all, Phys. Rev. D 41, 137 (1991).",
        "B. Jones, The second thing of all, ibid. 42, 174 (1992).",
        "D. Long, A thing of another series, ibid. B 43, 175 (1993).",
        "C. Hu, The third thing, Phys. Lett. B 12, 34 (1993) [Erratum-ibid. 13, 56 (1994)].",
    )
    assert (second.container, second.volume, second.year) == ("Phys. Rev. D", "42", "1992")
    assert (series.container, series.volume) == ("Phys. Rev. B", "43")
    assert second.raw == "B. Jones, The second thing of all, ibid. 42, 174 (1992)."
    assert third.container == "Phys. Lett. B"


def test_what_introduces_a_work_is_no_author() -> None:
    (only,) = read("See, for example, K. Binder and A. P. Young, Rev. Mod. Phys. 58, 801 (1986).")
    assert families(only) == ["Binder", "Young"]
    assert only.raw.startswith("See, for example,")
