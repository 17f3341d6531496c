"""What stands behind a reference list without being of it: dates of receipt, author notes, statements, licences."""

from __future__ import annotations

import re

_DATE_WORD = (
    r"on|in|le|em|el|am|il|de|online|(?:jan|fe[bv]|mar|mär|apr|avr|abr|ma[iyg]|ju[nl]|jui|aug|aoû|ago|sep|set|o[ck]t|"
    r"out|nov|d[ei][czs]|ene|gen|giu|lug)\w*|[а-я]+"
)
_DATED = re.compile(
    r"(?:paper|article|manuscript|first|original)?\W*"
    r"(?:received|submitted|submission|accepted|revised|revision|published(?: online)?|eingegangen|angenommen|"
    r"eingereicht|reçu|accepté|soumis|recibido|aceptado|enviado|recebido|aceito|aprovado|submissão|aceite|submetido|"
    r"ricevuto|accettato|поступила|получено|принято|收稿日期|received on|date of receipt)\b"
    rf"(?:\W|\d|\b(?:{_DATE_WORD})\b){{0,24}}?(?<!\d)(?:19|20)\d\d",
    re.I,
)
_STATEMENTS = (
    r"conflicts? of interests?|competing (?:financial )?interests?|(?:declaration|statement) of (?:\w+ )?interests?|"
    r"disclosures?|disclosure statement|financial (?:support|disclosure)|funding|grant (?:support|information)|"
    r"(?:author|authors['’]?) contributions?|acknowledge?ments?|data availability|availability of data|"
    r"ethic(?:s|al)\w* (?:approval|statement|standards?)|supplementary (?:materials?|information|data)|"
    r"supporting (?:information|material)|additional (?:information|files?)|publisher['’]s note|open access|copyright|"
    r"licen[cs]e|reprints?(?: and permissions?)?|permissions?|citation|cite this (?:article|paper)|"
    r"(?:how )?to cite(?: this (?:article|paper))?|please cite|suggested citation|correspondence|"
    r"corresponding author|address(?:es)? (?:for|of) \w+|author(?:s|s?['’]s?)? (?:address(?:es)?|notes?|biograph\w+|"
    r"affiliations?|information|details|bios?)|affiliations?|affiliazion[ei]|afiliaci(?:ón|ones)|filiaç(?:ão|ões)|"
    r"about the (?:authors?|contributors?)|biograph(?:y|ies|ical \w+)|"
    r"notes? (?:on|about) (?:the )?(?:contributors?|authors?)|(?:online )?appendi(?:x|ces)|annex|"
    r"article (?:history|information)|publication history|peer review\w*|reviewed by|edited by|"
    r"(?:associate|handling|academic|section) editor|editor[ai]? (?:associad[oa]|asociad[oa]|responsável)|"
    r"anhang|autor(?:en|in|innen)?(?:notiz|hinweise?|angaben|informationen)?|(?:zu[rm]?|über) (?:den |die )?autor\w*|"
    r"korrespondenz(?:adresse|anschrift)?|anschrift\w*|kontakt(?:adresse)?|impressum|interessenkonflikt|danksagung|"
    r"annexes?|remerciements|conflits? d['’]intérêts?|anexos?|apéndices?|apêndices?|agrade[cs]imi?entos|"
    r"conflictos? de interés|conflitos? de interesse|appendice|ringraziamenti|e-?mails?|colaborador(?:es|as)|"
    r"приложени[ея]|благодарности|(?:сведения|информация) об? авторах?|конфликт интересов|финансирование|"
    r"додат(?:ок|ки)|подяк[аи]|відомості про авторів|załączniki?|aneks|podziękowani[ae]|příloh[ay]|"
    r"poděkování|prílohy?|poďakovanie|mellékletek?|függelék|köszönetnyilvánítás|priedai|priedas|padėka|pielikum[si]|"
    r"pateicības|prilog[ae]?|zahvala|ek(?:ler)?|teşekkür|phụ lục|lời cảm ơn|παράρτημα|ευχαριστίες|lampiran|"
    r"ucapan terima kasih|bijlagen?|dankwoord|bilag(?:a|or|er)?|författarpresentation|liit(?:e|teet)|kiitokset|"
    r"附\s?录|附\s?錄|致\s?谢|致\s?謝|谢\s?辞|作者简介|作者簡介|基金项目|收稿日期|付\s?録|謝\s?辞|著者紹介|부\s?록|"
    r"감사의 ?[글말]|저자 ?소개|ملاحق|ملحق|شكر وتقدير|پیوست(?:‌ها)?|سپاسگزاری|تقدیر و تشکر|נספח(?:ים)?|תודות|"
    r"परिशिष्ट|आभार"
)
_NAMED = re.compile(rf"\W*(?:{_STATEMENTS})\s*(?:[:.—–：】〕]|-\s|$)", re.I)
_SAID = re.compile(
    r"\W*(?:©|\(c\) ?(?:19|20)\d\d|copyright ?(?:©|\(c\))|online appendix|publisher['’]s note|"
    r"this is an open[- ]access|this (?:article|work|paper) is (?:an open|distributed|licen[cs]ed|published)|"
    r"open access (?:this|dieses)|springer nature remains|the authors? declares?|dieses (?:kapitel|werk|dokument) wird|"
    r"submit your (?:next )?manuscript|conflict of interest statement|no competing interests?)",
    re.I,
)


def begins_back_matter(text: str) -> bool:
    """Tell whether a line begins what stands behind a list: `Received: 2 May 2013`, `Conflict of interest: …`."""
    return bool(_DATED.match(text) or _NAMED.match(text) or _SAID.match(text))
