"""Author lists in the forms that styles give them."""

from __future__ import annotations

import pytest

from surveyrefs.model.reference import Name
from surveyrefs.references.normalise.names import UNKNOWN, NameStyle, parse_names


def shown(text: str, style: NameStyle = UNKNOWN) -> list[str]:
    """Names as `Family|Given` (an organisation as it is), with `*` for *et al.*"""
    names, others = parse_names(text, style)
    return [n.literal or f"{n.family}|{n.given}" for n in names] + ["*"] * others


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("J. Smith", ["Smith|J."]),
        ("Okoh AI, Igbinosa EO.", ["Okoh|A. I.", "Igbinosa|E. O."]),
        ("Scale AI", ["Scale AI"]),
        ("Li, G., и Zhao, Q.", ["Li|G.", "Zhao|Q."]),
        ("Li G. и др.", ["Li|G.", "*"]),
        ("Novák, J. a Svoboda, P.", ["Novák|J.", "Svoboda|P."]),
        ("Nowak, J. i in.", ["Nowak|J.", "*"]),
        ("Orom, U. A., Nielsen, F. C.", ["Orom|U. A.", "Nielsen|F. C."]),
        ("ISO.", ["ISO"]),
        ("Apple Inc.", ["Apple Inc."]),
        ("@mapfriend.", ["@mapfriend"]),
        ("王伟, 李明.", ["王|伟", "李|明"]),
        ("Grippo AJ, Zimmerman RR II, Porges SW", ["Grippo|A. J.", "Zimmerman|R. R.", "Porges|S. W."]),
        ("Nair, P., Parashar, G., … Khanuja, S. P. S.", ["Nair|P.", "Parashar|G.", "Khanuja|S. P. S."]),
        ("Nair, P., Parashar, G., …", ["Nair|P.", "Parashar|G.", "*"]),
        ("J. Smith and A. B. Jones", ["Smith|J.", "Jones|A. B."]),
        ("J. Smith, A.B. Jones, and C.-D. Lee", ["Smith|J.", "Jones|A. B.", "Lee|C.-D."]),
        ("Alice Smith, Bob Jones & Carol D. White", ["Smith|Alice", "Jones|Bob", "White|Carol D."]),
        ("Smith, J., Jones, A. B., and Lee, C.", ["Smith|J.", "Jones|A. B.", "Lee|C."]),
        ("Smith, J.; Jones, A.B.; Lee, C.D.", ["Smith|J.", "Jones|A. B.", "Lee|C. D."]),
        ("Smith J, Jones AB, Lee CD", ["Smith|J.", "Jones|A. B.", "Lee|C. D."]),
        ("Smith, Alice, Bob Jones, and Carol White", ["Smith|Alice", "Jones|Bob", "White|Carol"]),
        ("de Carvalho, A. C. P. L. F. and Soares, C.", ["de Carvalho|A. C. P. L. F.", "Soares|C."]),
        ("J. M. de Fuentes, V. van der Berg", ["de Fuentes|J. M.", "van der Berg|V."]),
        ("C. De Wagter and F. De Turck", ["De Wagter|C.", "De Turck|F."]),
        ("Ludwig van Beethoven", ["van Beethoven|Ludwig"]),
        ("Cruz, M. de la and Berg, J. van den", ["de la Cruz|M.", "van den Berg|J."]),
        ("ALI, A. X., MORRIS, M. R., AND WOBBROCK, J. O.", ["Ali|A. X.", "Morris|M. R.", "Wobbrock|J. O."]),
        ("A. v. d. Oord, Y. Li, and O. Vinyals", ["Oord|A. v. d.", "Li|Y.", "Vinyals|O."]),
        ("Jordan Boyd-Graber", ["Boyd-Graber|Jordan"]),
        ("G. Suarez-Tangil et al.", ["Suarez-Tangil|G.", "*"]),
        ("X. Cong et al", ["Cong|X.", "*"]),
        ("A. Radford, J. Wu, and others", ["Radford|A.", "Wu|J.", "*"]),
        ("Onodera T, Sadakane K, et al. A", ["Onodera|T.", "Sadakane|K.", "*"]),
        ("OpenAI", ["OpenAI"]),
        ("Ofir Press, Muru Zhang, and Sewon Min", ["Press|Ofir", "Zhang|Muru", "Min|Sewon"]),
        ("MIT Press", ["MIT Press"]),
        ("Bo Ai", ["Ai|Bo"]),
        ("Meta AI", ["Meta AI"]),
        ("World Health Organization", ["World Health Organization"]),
        ("L. Hanu and Unitary Team", ["Hanu|L.", "Unitary Team"]),
        ("Centers for Disease Control and Prevention", ["Centers for Disease Control and Prevention"]),
        ("王小明", ["王|小明"]),
        ("", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert shown(text) == names


def test_suffix_is_told_from_the_family() -> None:
    names, _ = parse_names("Maguire, G.Q., Jr.; Smith, A.")
    assert names == (Name("Maguire", "G. Q.", "Jr."), Name("Smith", "A."))


def test_suffix_without_comma_belongs_to_the_family() -> None:
    assert shown("Hal Daumé III and N. P. Borges Jr") == ["Daumé III|Hal", "Borges Jr|N. P."]


def test_order_of_the_list_decides_where_a_name_does_not() -> None:
    assert shown("Arzate Cruz, Christian", NameStyle("inverted")) == ["Arzate Cruz|Christian"]
    assert shown("Alice Smith, Bob Jones", NameStyle("given")) == ["Smith|Alice", "Jones|Bob"]


def test_initials_of_the_list_tell_compound_families() -> None:
    assert shown("M. Garcia Lopez", NameStyle("given", "yes")) == ["Garcia Lopez|M."]
    assert shown("J. Scott Armstrong", NameStyle("given", "no")) == ["Armstrong|J. Scott"]


def test_editors_lose_their_role() -> None:
    assert shown("A. Smith and B. Jones (Eds.)") == ["Smith|A.", "Jones|B."]


def test_bare_initials_of_a_list_that_has_them() -> None:
    text = "Berg JP van den, Corcho Ó, Duann Rf, Yazdi SMST, and Silva Santos L da"
    names = ["van den Berg|J. P.", "Corcho|Ó", "Duann|Rf", "Yazdi|S. M. S. T.", "da Silva Santos|L."]
    assert shown(text, NameStyle("bare", "yes")) == names


def test_one_letter_joins_people_beside_initials_only() -> None:
    assert shown("A. Garzón y B. López") == ["Garzón|A.", "López|B."]
    assert shown("J. Silva, M. Souza e P. Costa") == ["Silva|J.", "Souza|M.", "Costa|P."]
    assert shown("J. de Wit en P. Bos") == ["de Wit|J.", "Bos|P."]
    assert shown("Silva, J. e Costa, P.") == ["Silva|J.", "Costa|P."]
    assert shown("Ortega y Gasset, J.") == ["Ortega y Gasset|J."]


def test_a_slash_joins_people_and_no_organisations() -> None:
    assert shown("Holm, H./Hare, I./Hals, J.") == ["Holm|H.", "Hare|I.", "Hals|J."]
    assert shown("Theodoro, Mário/Delgado, Guilherme") == ["Theodoro|Mário", "Delgado|Guilherme"]
    assert [name.literal for name in parse_names("WHO/FAO")[0]] == ["WHO/FAO"]


def test_the_number_of_a_standard_is_no_name() -> None:
    assert [name.literal for name in parse_names("ISO 690")[0]] == ["ISO"]
    assert [name.literal for name in parse_names("ISO/IEC 27001:2022")[0]] == ["ISO/IEC"]


def test_the_full_stop_behind_a_list_is_no_part_of_the_last_name() -> None:
    names, _ = parse_names("Giorcelli, Michela.", NameStyle("inverted"))
    assert names == (Name(family="Giorcelli", given="Michela"),)
    names, _ = parse_names("Brainard, S. Lael.", NameStyle("inverted"))
    assert names[0].given == "S. Lael"
    assert parse_names("Apple Inc.")[0] == (Name(literal="Apple Inc."),)
    assert parse_names("Smith, J.")[0][0].given == "J."


@pytest.mark.parametrize(
    ("text", "inverted"),
    [
        ("Garcia Lopez, Juan Carlos, Perez Ruiz, Ana Maria", ["Garcia Lopez|Juan Carlos", "Perez Ruiz|Ana Maria"]),
        ("Garcia Lopez, Juan Carlos; Perez Ruiz, Ana Maria", ["Garcia Lopez|Juan Carlos", "Perez Ruiz|Ana Maria"]),
        ("Garcia Lopez, Juan Carlos, Jr., Perez Ruiz, Ana Maria", ["Garcia Lopez|Juan Carlos", "Perez Ruiz|Ana Maria"]),
        ("Garcia Lopez; Juan Carlos", ["Lopez|Garcia", "Carlos|Juan"]),  # no pair of family and given name
        ("Garcia Lopez, Juan Carlos, Perez Ruiz", ["Lopez|Garcia", "Carlos|Juan", "Ruiz|Perez"]),
    ],
)
def test_names_of_several_words_are_pairs_where_the_list_inverts_and_they_pair(text: str, inverted: list[str]) -> None:
    assert shown(text, NameStyle("inverted")) == inverted
    given = [part.strip() for part in text.replace(";", ",").replace(" Jr.,", "").split(",")]
    assert shown(text, NameStyle("given")) == [f"{part.split()[1]}|{part.split()[0]}" for part in given]


def test_small_letters_join_names_before_capitals() -> None:
    names, _ = parse_names("GUPTA, Piyush, XU, Ke i QIU, Han")
    assert [(n.family.lower(), n.given) for n in names] == [("gupta", "Piyush"), ("xu", "Ke"), ("qiu", "Han")]
