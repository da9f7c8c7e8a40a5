"""What a single line of text looks like: a name, a street, a town, a means of contact."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from accounting.reading.labels import tokens
from accounting.reading.vocabulary import BANKS, LEGAL_FORMS, SALUTATIONS, TRADE_WORDS

SEPARATORS = re.compile(r"\s*[|·•●∙■▪;–—]\s*|\s+[-*]\s+|,\s+(?=\S)")

_TOWN = re.compile(
    r"^(?:[A-Z]{1,3}[-\s]{1,2})?"  # B-, DE
    r"(?:\d{4}\s?[A-Z]{2}[\s,]|\d{5}(?=[A-ZÀ-Þ][a-zà-ÿ])|\d{4,5}[\s,])\s?"  # 1234 AB, 12345, 1234
    r"(?:[A-ZÀ-Þ][\w'’.-]+|'[sS]|[dD]e)(?:[\s/,()'’-]+[\w'’.()-]+){0,6}$"
)
_TOWN_LAST = re.compile(
    r"^[A-ZÀ-Þ][\w'’. -]{2,30},?\s"
    r"(?:[A-Z]{1,2}\d[\dA-Z]?\s?\d[A-Z]{2}|[A-Z]{2}\s\d{5}(?:-\d{4})?|\d{4}\s?[A-Z]{2})$"
)
_STREET = re.compile(
    r"^(?:[^\W\d][^\d]{2,40}[\s,.]{1,3}(?:n[r°o]\.?\s?)?\d{1,4}\s?[a-zA-Z]?(?:\s?[-/+]\s?\d{1,4}[a-zA-Z]?)?"
    r"(?:\s?(?:bus|bte|boite|b|box|lok)\.?\s?\w{1,5})?"  # Kerkstraat 12-14 bus 3
    r"|\d{1,4}\s?(?:bis|ter|[a-zA-Z])?[,\s]\s?"  # 35bis, rue de la Loi
    r"(?:rue|avenue|av|bd|boulevard|place|chemin|chaussee|chaussée|allée|impasse|route|quai|square|cours)\b.*"
    r"|(?:no|lot|unit|level|block|suite)\b.{2,60}|p\.?o\.?\s?box.*|postbus\s\d+|bp\s\d+|cs\s\d+"
    r"|\d{1,5}\s[A-Z][\w.' -]+\s(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|way|blvd)\.?)$",
    re.IGNORECASE,
)
_REGISTERED = re.compile(
    r"\b(?:kvk|siret|siren|rcs|rpr|rpm|hrb|hra|btw|tva|vat|ust|gst|kbo|bce|handelsregister)\b", re.IGNORECASE
)
_REACHED = re.compile(
    r"@|www\.|https?://"
    r"|\b(?:tel|t[ée]l|fon|phone|fax|telefoon|telefon|t[ée]l[ée]phone|gsm|mobile|mob|e-?mail|iban|bic|swift)\b"
    r"|^\W*\+?[\d ./()-]{9,}$",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:[tT]\.?\s?[aA]\.?\s?[vV]\.?|de heer(?: en mevrouw)?|m\.? (?:et|en) mme|(?:"
    + "|".join(sorted(SALUTATIONS, key=len, reverse=True))
    + r")\.?:?)\s+(?=\S)",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?")
_TITLE = frozenset(
    (
        "aantal bedankt bedrag belgie belgique belgium beste bestelbon betalen betreft bezeichnung bienvenue bill "
        "blad bon btw cash concerne copie copy creditnota danke date datum description deutschland duplicaat "
        "duplicata facture factuur for france geachte germany invoice kopie leveringsbon logo luxembourg menge "
        "merci montant mwst nederland netherlands objet offerte omschrijving original origineel page pagina pour "
        "proforma quantite quantity quotation receipt rechnung seite tax thank thanks ticket totaal total tva vat "
        "voorschot welcome welkom "
    ).split()
)
"""Words that stand alone at the head of documents and are nobody's name."""


@lru_cache(maxsize=4096)
def is_town(text: str) -> bool:
    """A postcode with a town.

    >>> [is_town(text) for text in ("2000 Antwerpen", "B-1000 BRUXELLES", "3012CN Rotterdam", "DE 75645 Frankfurt")]
    [True, True, True, True]
    >>> is_town("1234 Stuks 5,00")
    False
    """
    text = text.strip(" ,;.")
    if re.search(r"\d[.,]\d\d\b", text):
        return False
    return bool(_TOWN.match(text) or _TOWN_LAST.match(text))


@lru_cache(maxsize=4096)
def is_street(text: str) -> bool:
    """A street with a house number.

    >>> [is_street(text) for text in ("Kerkstraat 12 bus 3", "35, rue de la Loi", "Postbus 7", "Jansen BV")]
    [True, True, True, False]
    """
    return bool(_STREET.match(text.strip(" ,;.")))


def has_town(text: str) -> bool:
    """Whether the line, or a part of it behind a comma or dash, is a postcode with a town.

    >>> has_town("Quai de Rome 33 - 4000 Liège"), has_town("Quai de Rome 33")
    (True, False)
    """
    return is_town(text) or any(is_town(part) for part in SEPARATORS.split(text)[1:])


def can_be_reached(text: str) -> bool:
    """A telephone, mail, web or bank account line: what a sender prints, and an addressee seldom.

    >>> can_be_reached("Tel. 015 20 30 40"), can_be_reached("BTW BE0428759497")
    (True, False)
    """
    return bool(_REACHED.search(text))


def has_contact(text: str) -> bool:
    """A telephone, mail, web, account or registration line."""
    if _REACHED.search(text):
        return True
    return bool(_REGISTERED.search(text)) and sum(map(str.isdigit, text)) >= 6


@lru_cache(maxsize=4096)
def has_legal_form(text: str) -> bool:
    """Whether a word is a company form.

    >>> has_legal_form("Coolblue B.V."), has_legal_form("Bakkerij Peeters"), has_legal_form("Boon Sdn Bhd")
    (True, False, True)
    """
    joined = _DOTTED.sub(lambda match: match.group().replace(".", ""), text)
    words = tokens(joined)
    return len(words) > 1 and any(word in LEGAL_FORMS and joined[start:end] != word for word, start, end in words)


def has_trade_word(text: str) -> bool:
    """Whether a word is one that business names are made of.

    >>> has_trade_word("Bakkerij Peeters")
    True
    """
    return any(word in TRADE_WORDS for word, _, _ in tokens(text))


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Whether the text can name a company or a person.

    >>> [is_name(text) for text in ("Kraxi GmbH", "Factuur", "12/05/2024", "Hans Mustermann", "Tel. 012 34 56", "de")]
    [True, False, False, True, False, False]
    """
    if text.rstrip().endswith(":"):
        return False
    text = text.strip(" :;,-|*·•●")
    letters = sum(character.isalpha() for character in text)
    digits = sum(character.isdigit() for character in text)
    if letters < 3 or len(text) > 70 or digits > letters * 0.6 or has_contact(text):
        return False
    if not any(character.isupper() for character in text) or ":" in text or text.endswith(("?", "!")):
        return False
    if re.search(r"(?<!\d)\d{4,5}\s[A-ZÀ-Þ]", text):  # a postcode: more than a name
        return False
    words = [word for word, _, _ in tokens(text)]
    if not words or all(word in SALUTATIONS for word in words) or _reads_as_sentence(text):
        return False
    if len(words) > 9 or all(word in _TITLE or word.isdigit() or len(word) < 2 for word in words):
        return False
    return not (words[0] in _TITLE and not has_legal_form(text))


def names_bank(text: str) -> bool:
    """Whether the text is the name of a bank, which stands beside many an IBAN.

    >>> names_bank("Commerzbank AG"), names_bank("BNP Paribas Fortis"), names_bank("Bankart BV")
    (True, True, False)
    """
    return any(word in BANKS or word.endswith(("bank", "sparkasse")) for word, _, _ in tokens(text))


def _reads_as_sentence(text: str) -> bool:
    """Whether fewer than half of the longer words start with a capital."""
    words = [word for word in text.split() if sum(map(str.isalpha, word)) > 3]
    capitals = sum(not word.lstrip("(\"'„“*").lstrip()[:1].islower() for word in words)
    return (len(words) >= 2 and capitals * 2 < len(words)) or (
        text.endswith(".") and len(words) >= 4 and capitals < len(words)
    )


def name_in(text: str) -> str:
    """The name in a line, without salutation, a page's edge marks or a registration number behind it.

    >>> name_in(" : Jansen & Zonen BV "), name_in("BOON SENG SDN BHD (123456-X)"), name_in("T.a.v. Jan Peeters")
    ('Jansen & Zonen BV', 'BOON SENG SDN BHD', 'Jan Peeters')
    """
    text = re.sub(
        r"\s*\(\s*(?:co\.?\s?(?:reg\.?)?\s?(?:no\.?)?:?\s?)?[\d-]{4,}[\w\s-]*\)?\s*$",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    text = re.sub(r"^(?:#?\d{4,}\s+|\.\s*)(?=\D)", "", text.strip(" :;,-|*·•●–_=\"'„“”"))
    while (match := _SALUTATION.match(text)) and not has_legal_form(text):
        text = text[match.end() :]
    parts = [part for part in SEPARATORS.split(text) if part]
    if len(parts) > 1 and any(is_street(part) or is_town(part) for part in parts[1:]):
        return parts[0]
    return text


@lru_cache(maxsize=20_000)
def same_name(one: str, other: str) -> bool:
    """Whether two texts name the same party: equal but for punctuation, company form or a recogniser's slip.

    >>> same_name("Kraxi GmbH", "KRAXI"), same_name("Jansen BV", "Peeters BV")
    (True, False)
    """
    first, second = (_core(each) for each in (one, other))
    if len(first) < 3 or len(second) < 3:
        return first == second and bool(first)
    return first == second or (min(len(first), len(second)) > 4 and fuzz.ratio(first, second) >= 90)


def _core(name: str) -> str:
    joined = _DOTTED.sub(lambda match: match.group().replace(".", ""), name)
    return "".join(word for word, _, _ in tokens(joined) if word not in LEGAL_FORMS)
