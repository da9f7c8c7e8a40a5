"""The payment reference: the Belgian structured one, the ISO 11649 one, or free words the supplier asks for."""

import re
from collections.abc import Mapping

from accounting.identifiers import (
    InvalidIdentifier,
    format_structured_reference,
    is_valid,
    parse_creditor_reference,
    parse_structured_reference,
)
from accounting.reading.document import Document, found
from accounting.reading.fields import Field

STRUCTURED = re.compile(r"(?:[+*]{3}\s?)?(?<![\d/])(\d{3})\s?/\s?(\d{4})\s?/\s?(\d{5})(?![\d/])(?:\s?[+*]{3})?")
CREDITOR = re.compile(r"(?<![A-Z0-9])RF\d{2}(?:\s?[A-Z0-9]{4}){1,5}(?:\s?[A-Z0-9]{1,3})?(?![A-Z0-9])")


def tidy_reference(text: str | None) -> str | None:
    """The reference in the form we keep.

    >>> tidy_reference("090933755493"), tidy_reference("RF18 5390 0754 7034"), tidy_reference(" Factuur 12 ")
    ('+++090/9337/55493+++', 'RF18539007547034', 'Factuur 12')
    """
    plain = " ".join((text or "").split())
    try:
        return format_structured_reference(parse_structured_reference(plain))
    except InvalidIdentifier:
        pass
    if plain.upper().startswith("RF"):
        try:
            return parse_creditor_reference(plain)
        except InvalidIdentifier:
            pass
    return plain or None


def read_reference(document: Document, fields: Mapping[str, Field]) -> dict[str, Field]:
    """payment_reference: a structured one anywhere, else what its label points at, else the invoice number."""
    doubtful: Field | None = None
    for phrase in document.phrases:
        for pattern in (STRUCTURED, CREDITOR):
            for match in pattern.finditer(phrase.text):
                text = tidy_reference(match.group()) or ""
                span = phrase.span(match.start(), match.end())
                if text.startswith(("+++", "RF")) and is_proven(text):
                    return {"payment_reference": found(text, 0.98, span, None, phrase.origin)}
                if doubtful is None and re.search(r"[+*]{3}", match.group()):
                    digits = re.sub(r"\D", "", text)
                    doubtful = found(format_structured_reference(digits), 0.5, span, None, phrase.origin)
    if doubtful is not None:
        return {"payment_reference": doubtful}
    return _labelled(document, fields)


def is_proven(reference: str) -> bool:
    """Whether the reference carries check digits and they match."""
    return is_valid(parse_structured_reference, reference) or is_valid(parse_creditor_reference, reference)


def _labelled(document: Document, fields: Mapping[str, Field]) -> dict[str, Field]:
    number = fields.get("invoice_number")
    for placed in document.labelled("payment_reference"):
        phrase = placed.phrase
        row = document.row(phrase)
        rest, start = phrase.text[placed.label.end :].strip(" :.-"), placed.label.end
        asks_for_number = any(
            other.label.start > placed.label.start and other.label.roles & {"invoice_number", "invoice"}
            for other in document.labels[phrase]
        )
        if asks_for_number and number is not None:
            return {"payment_reference": Field(number.value, 0.75 * number.confidence, number.page, number.box, "rule")}
        if not rest and phrase.place + 1 < len(row):
            phrase = row[phrase.place + 1]
            rest, start = phrase.text.strip(" :.-"), 0
        if 3 <= len(rest) <= 35 and sum(map(str.isdigit, rest)) >= 2 and rest.count(" ") <= 3:
            begin = phrase.text.index(rest, start)
            value = tidy_reference(rest) or rest
            return {"payment_reference": found(value, 0.75, phrase.span(begin, begin + len(rest)), None, phrase.origin)}
    if number is not None and "supplier_iban" in fields:
        return {"payment_reference": Field(number.value, 0.45 * number.confidence, number.page, number.box, "rule")}
    return {}
