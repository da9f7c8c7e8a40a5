"""VAT numbers and IBANs on a document: found by their form, proven by their check digits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accounting.identifiers import EU_COUNTRIES, InvalidIdentifier, is_valid, parse_iban, parse_vat_number
from accounting.reading.document import Document, pointers
from accounting.reading.labels import Label
from accounting.reading.words import Phrase, Span

IBAN_LENGTHS = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18,
    "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21,
    "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24,
}  # fmt: skip
VAT_LENGTHS = {
    "BE": 10,
    "NL": 12,
    "FR": 11,
    "DE": 9,
    "LU": 8,
    "AT": 9,
    "IT": 11,
    "ES": 9,
    "IE": 8,
    "PL": 10,
    "PT": 9,
    "DK": 8,
    "SE": 12,
}
"""Characters after the country prefix, where that is one number."""

MISREAD_DIGITS = str.maketrans("OQDILSBZG", "000115826")
"""What a recogniser takes some digits for."""

_IBAN = re.compile(
    r"(?<![A-Z0-9])(?:IBAN:?)?((?:" + "|".join(IBAN_LENGTHS) + r")\s?[0-9OQILSB]{2}(?:[\s.\-]?[0-9A-Z]){8,32})"
)
_VAT = re.compile(
    r"(?<![A-Z0-9])(?:VAT|BTW|TVA|UID|USTID|ID|N°)?("
    + "|".join(sorted(EU_COUNTRIES))
    + r")((?:[\s.\-]{0,2}[0-9A-Z+*]){7,14})"
)
_BELGIAN = re.compile(r"(?<![\d.])([01]?\d{3}[\s.]{0,2}\d{3}[\s.]{0,2}\d{3})(?![\d])")


@dataclass(frozen=True, slots=True)
class Registration:
    """A VAT number or IBAN, where it stands, whether its check digits match, and the labels that point at it."""

    value: str
    phrase: Phrase
    start: int
    end: int
    valid: bool
    labels: tuple[tuple[Label, float], ...]

    @property
    def span(self) -> Span:
        return self.phrase.span(self.start, self.end)

    def pointed_by(self, role: str) -> float:
        """The strongest label of ``role``, 0 when there is none."""
        return max((strength for label, strength in self.labels if role in label.roles), default=0.0)


def find_ibans(document: Document) -> list[Registration]:
    """Every IBAN, in reading order; one with wrong check digits only where a label calls it an account."""
    found = []
    for phrase in document.phrases:
        if sum(map(str.isdigit, phrase.text)) < 8:
            continue
        upper = _upper(phrase.text)
        for match in _IBAN.finditer(upper):
            number = _iban(match.group(1), repair=phrase.origin == "ocr")
            labels = tuple(pointers(document, phrase, match.start(1), match.end()))
            registration = Registration(
                number, phrase, match.start(1), match.end(), is_valid(parse_iban, number), labels
            )
            named = registration.pointed_by("iban") or "IBAN" in upper
            if registration.valid or (named and len(number) == IBAN_LENGTHS.get(number[:2])):
                found.append(registration)
    return found


def find_vat_numbers(document: Document, ibans: list[Registration]) -> list[Registration]:
    """Every VAT number, in reading order; Belgian enterprise numbers without a prefix only where a label names them."""
    found = []
    for phrase in document.phrases:
        if sum(map(str.isdigit, phrase.text)) < 7:
            continue
        taken = [(each.start, each.end) for each in ibans if each.phrase is phrase]
        for start, end, number, valid in _vat_numbers(phrase, _upper(phrase.text)):
            if any(start < until and end > since for since, until in taken):
                continue
            labels = tuple(pointers(document, phrase, start, end))
            registration = Registration(number, phrase, start, end, valid, labels)
            named = max(registration.pointed_by("vat_number"), registration.pointed_by("customer_vat_number"))
            if (valid and (named or phrase.text[start : start + 2].isalpha())) or named > 0.5:
                found.append(registration)
                taken.append((start, end))
    return found


def _vat_numbers(phrase: Phrase, upper: str) -> Iterator[tuple[int, int, str, bool]]:
    for match in _VAT.finditer(upper):
        country, body = match.group(1), match.group(2)
        ends = [index + 1 for index, character in enumerate(body) if character.isalnum()]
        for end in reversed(ends):
            plain = re.sub(r"[^0-9A-Z]", "", body[:end])
            tries = [plain, plain.translate(MISREAD_DIGITS)] if phrase.origin == "ocr" and country != "NL" else [plain]
            valid = next(
                (each for each in tries if len(plain) >= 7 and is_valid(parse_vat_number, country + each)), None
            )
            if valid is not None:
                yield match.start(1), match.start(2) + end, parse_vat_number(country + valid), True
                break
        else:
            length = VAT_LENGTHS.get(country)
            plain = re.sub(r"[^0-9A-Z]", "", body)
            if length and len(plain) >= length and sum(map(str.isdigit, plain[:length])) >= length - 2:
                yield match.start(1), match.start(2) + ends[length - 1], country + plain[:length], False
    for match in _BELGIAN.finditer(upper):
        try:
            yield match.start(1), match.end(1), parse_vat_number(match.group(1), country="BE"), True
        except InvalidIdentifier:
            continue


def _iban(written: str, *, repair: bool) -> str:
    plain = re.sub(r"[^0-9A-Z]", "", written)
    length = IBAN_LENGTHS.get(plain[:2])
    plain = plain[:length] if length else plain
    if repair and not is_valid(parse_iban, plain):
        digits = plain[2:].translate(MISREAD_DIGITS)
        middle = plain[4:8] if plain[:2] in ("NL", "GB", "IE", "RO", "LV") else digits[2:6]
        repaired = plain[:2] + digits[:2] + middle + digits[6:]
        if is_valid(parse_iban, repaired):
            return repaired
    return plain


def _upper(text: str) -> str:
    """Upper case of the same length, so that positions stay true."""
    return "".join(character.upper() if len(character.upper()) == 1 else character for character in text)
