"""Set words of titles apart by a change of type, as papers on living things do: names of species, genes, `in vitro`."""

from __future__ import annotations

import random

Char = tuple[str, str, str]  # letter, label, font

_GENERA = (
    "Drosophila Salvia Ocimum Artemisia Escherichia Candida Arabidopsis Thymus Mus Rattus Sitophilus Fusarium Homo "
    "Plasmodium Allium Loxodonta Caenorhabditis Saccharomyces Staphylococcus Bacillus Mycobacterium Aspergillus "
    "Pseudomonas Lavandula Mentha Rosa Quercus Pinus Anopheles Aedes Apis Bos Canis Danio Oryza Zea Triticum Solanum "
    "Nicotiana Leishmania Trypanosoma Toxoplasma Schistosoma Listeria Salmonella Helicobacter Clostridium "
    "Lactobacillus Penicillium Trichoderma Xenopus Gallus Sus Felis Ovis Capra Equus Panthera Ursus Vitis Citrus Malus"
).split()
_SPECIES = (
    "officinalis melanogaster coli albicans thaliana vulgaris musculus norvegicus zeamais poae sapiens falciparum "
    "sativum africana elegans cerevisiae aureus subtilis tuberculosis fumigatus aeruginosa angustifolia piperita "
    "canina robur sylvestris gambiae aegypti mellifera taurus familiaris rerio sativa mays aestivum tuberosum tabacum "
    "donovani brucei gondii mansoni monocytogenes enterica pylori pneumoniae difficile plantarum laevis domesticus "
    "indica japonica orientalis alba rubra minor major sinensis americana campestris lateriflora fruticosa"
).split()
_PHRASES = (
    "in vitro", "in vivo", "in situ", "de novo", "ex vivo", "in silico", "post hoc", "BRCA1", "TP53", "p53", "lacZ",
    "mecA", "Ki-67", "n", "S", "et al",
)  # fmt: skip
_FAMILIES = ("Lamiaceae", "Asteraceae", "Diptera: Culicidae", "Coleoptera", "Acari: Tetranychidae", "Rodentia")
_LINKS = (" in ", " of ", " from ", " on ", " by ", " against ", " of the genus ")
_BEHIND = (" L.", " Linn.", " (L.)", " Koch", " Mill.", " spp.", " strains", " cells", " leaves", " subsp. ")
_OTHER = {"p": "i", "i": "p"}


def with_set_words(chars: list[Char], rng: random.Random) -> list[Char]:
    """Put a name into the title, in the other type than the words around; nothing where there is no title of words."""
    first, last = _longest_title(chars)
    if last - first < 2 * len("title"):
        return chars
    blanks = [i for i in range(first, last) if chars[i][0] == " " and chars[i + 1][0].isalpha()]
    name, form = _name(rng), rng.random()
    if form < 0.4 or not blanks:
        at, text = last, rng.choice(_LINKS)
        while at > first and not chars[at - 1][0].isalnum():
            at -= 1
        words = [(text, False), (name, True), (_closing(rng), False)]
        if rng.random() < 0.25:
            words = [(" (", False), (name, True), (")", False)]
    elif form < 0.55:
        at = first
        words = [(name, True), (_closing(rng) + rng.choice((": a ", " and its ", " ", ": ")), False)]
    else:
        at = rng.choice(blanks)
        words = [(" ", False), (name, True), (_closing(rng), False)]
        if rng.random() < 0.25:
            words = [(" (", False), (name, True), (")", False)]
    font = chars[first][2]
    other = _OTHER.get(font, "i")
    new = [(c, "title", other if turned else font) for text, turned in words for c in text]
    return chars[:at] + new + chars[at:]


def _name(rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.2:
        return rng.choice(_PHRASES)
    genus = rng.choice(_GENERA)
    if draw < 0.35:
        return genus
    if draw < 0.5:
        return f"{genus[0]}. {rng.choice(_SPECIES)}"
    return f"{genus} {rng.choice(_SPECIES)}"


def _closing(rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.08:
        return f" ({rng.choice(_FAMILIES)})"
    return rng.choice(_BEHIND).rstrip() if draw < 0.25 else ""


def _longest_title(chars: list[Char]) -> tuple[int, int]:
    """Return where the longest stretch labelled title begins and ends."""
    best, start = (0, 0), -1
    for i in range(len(chars) + 1):
        if i < len(chars) and chars[i][1] == "title":
            start = i if start < 0 else start
        elif start >= 0:
            best = max(best, (start, i), key=lambda span: span[1] - span[0])
            start = -1
    return best
