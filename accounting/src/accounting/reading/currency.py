"""The currency of a document."""

from dataclasses import replace
from decimal import Decimal

from accounting.reading.amounts import find_currency
from accounting.reading.document import Document, found
from accounting.reading.fields import Field

UNANIMOUS = 0.7
"""The share of the votes from which the winner is not doubted."""


def read_currency(document: Document, total: Decimal | None) -> Field | None:
    """The currency beside the total, else the one named most, on amounts or anywhere; None when none is named."""
    votes: dict[str, int] = {}
    fields: dict[str, Field] = {}
    for amount in document.amounts:
        code = amount.written.currency
        if code:
            votes[code] = votes.get(code, 0) + (10 if amount.value == total else 1 + amount.written.cents)
            fields.setdefault(code, found(code, 0.97, amount.span, None, amount.phrase.origin))
    for phrase in document.phrases:
        for code in find_currency(phrase.text.replace("$", " ")):  # a lone $ is often a misread S
            votes[code] = votes.get(code, 0) + 2
            fields.setdefault(code, found(code, 0.95, phrase.span(), None, phrase.origin))
    if not votes:
        return None
    code = max(votes, key=lambda each: votes[each])
    sure = votes[code] >= UNANIMOUS * sum(votes.values())
    return fields[code] if sure else replace(fields[code], confidence=fields[code].confidence * 0.75)
