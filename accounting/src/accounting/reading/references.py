"""The payment reference: the Belgian structured one, the ISO 11649 one, or free words the supplier asks for."""

import re

from accounting.identifiers import (
    InvalidIdentifier,
    format_structured_reference,
    parse_creditor_reference,
    parse_structured_reference,
)

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
