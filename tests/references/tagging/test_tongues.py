"""Words of other languages' lists, as the tagger sees them."""

from __future__ import annotations

import pytest

from surveyrefs.model.document import Passage
from surveyrefs.references.tagging.features import ListStyle
from surveyrefs.references.tagging.tagger import tag
from surveyrefs.references.tagging.tokens import tokenise
from surveyrefs.references.tagging.tongues import in_english


def shown(text: str) -> str:
    return " ".join(t.text for t in in_english(tokenise(Passage("paragraph", text, ()))))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("A tree. W: Oaks; 2010.", "A tree . In : Oaks ; 2010 ."),
        ("A tree, içinde: Oaks", "A tree , In : Oaks"),
        ("S. 3-7 teoksessa Oaks", "S . 3 - 7 In Oaks"),
        ("„A tree“. U Oaks", "„ A tree “ . In Oaks"),
        ("A tree. U Oaks", "A tree . U Oaks"),  # an initial, perhaps
        ("Lee, V. W: a tree", "Lee , V . In : a tree"),
        ("2009. Т. 11. № 1. С. 53", "2009 . vol . 11 . no 1 . pp . 53"),
        ("Oaks, roč. 5, č. 2, s. 7", "Oaks , vol . 5 , no . 2 , pp . 7"),
        ("Oaks s 485", "Oaks pp 485"),
        ("S. Lee", "S . Lee"),
        ("Oak, S. 12", "Oak , S . 12"),  # German: the tagger knows it
        ("Lee S (red.) Oaks", "Lee S ( eds . ) Oaks"),
        ("Li, A. i Wu, B. (2010) Oaks", "Li , A . and Wu , B . ( 2010 ) Oaks"),
        ("Li A i Wu B: trees", "Li A and Wu B : trees"),
        ("Li A (2010) Oaks i Wu", "Li A ( 2010 ) Oaks i Wu"),  # behind the people it joins no names
        ("Li G. и др. Oaks", "Li G . et al . Oaks"),
        ("Li J, i in. Oaks", "Li J , et al . Oaks"),
        ("Li, X. mfl. 2024", "Li , X . others . 2024"),
        ("Li, X., 等. 《Oaks》. 2024", "Li , X . , others . “ Oaks ” . 2024"),
        ("Li, X., ほか. 「Oaks」. 2024", "Li , X . , others . “ Oaks ” . 2024"),
        ("Li, X. et al. 2024", "Li , X . et al . 2024"),
        ("A tree // Oaks", "A tree . In Oaks"),
        ("Li i Wu (2010)", "Li and Wu ( 2010 )"),
        ("Li, A. i Wu, B. i Fox, C. (2010)", "Li , A . and Wu , B . and Fox , C . ( 2010 )"),
        ("{e", "{ e"),  # the last token
        ("כהן, ד' (2010). עץ. בתוך: יער, כרך 3, עמ' 5", "כהן , ד ' ( 2010 ) . עץ . In : יער , vol 3 , pp ' 5"),
        ("علي، أ. (٢٠١٠). شجرة؟ في: غابة؛ ص ٥", "علي , أ . ( 2010 ) . شجرة ? In : غابة ; pp 5"),
        ("کریمی، ع. و رضایی، م. (۱۳۹۵). درخت", "کریمی , ع . and رضایی , م . ( 2005 ) . درخت"),
        ("ใจดี, ส. (2560). ต้นไม้ ปีที่ 3, หน้า 5", "ใจดี , ส . ( 2005 ) . ต้นไม้ vol 3 , pp 5"),
        ("王伟。树木。《林业》，第３卷", "王伟 . 树木 . “ 林业 ” , 第 3 卷"),
        ("佐藤「木」『森』3（2）", "佐藤 “ 木 ” “ 森 ” 3 ( 2 )"),
        ("Lee S red", "Lee S red"),
        ("https://a.org a//b and/or", "https://a.org a / / b and / or"),
    ],
)
def test_words_at_their_places_are_read_as_english(text: str, read: str) -> None:
    assert shown(text) == read


def test_tokens_keep_their_places_and_labels_the_printed_text() -> None:
    text = "Li A. и др. Trees of the north // Journal of Trees. 2009. Т. 11. № 1. С. 53–67."
    printed = tokenise(Passage("paragraph", text, ()))
    assert [(t.start, t.end) for t in in_english(printed)] == [(t.start, t.end) for t in printed]
    tagged = tag(printed, ListStyle())
    said = {label: " ".join(t.text for t, have in zip(printed, tagged.labels, strict=True) if have == label)
            for label in ("title", "journal", "volume", "issue", "pages")}  # fmt: skip
    assert said == {
        "title": "Trees of the north", "journal": "Journal of Trees", "volume": "11", "issue": "1", "pages": "53 – 67",
    }  # fmt: skip


def test_behind_a_mark_of_full_width_the_tagger_sees_a_blank() -> None:
    seen = in_english(tokenise(Passage("paragraph", "王伟。树，林", ())))
    assert [(t.text, t.spaced) for t in seen] == [
        ("王伟", False), (".", False), ("树", True), (",", False), ("林", True),
    ]  # fmt: skip


def test_nothing_is_changed_where_no_such_word_stands() -> None:
    printed = tokenise(Passage("paragraph", "Lee, S. In the woods. Journal of Trees 5 (2), 7-9, 2010.", ()))
    assert list(in_english(printed)) == printed
    assert list(in_english([])) == []
