"""Money that went back: a direct debit refused, a payment returned. What it paid is open again."""

from collections.abc import Mapping, Sequence, Set

from accounting.matching.names import likeness
from accounting.matching.prepared import Read
from accounting.matching.score import SAME

WITHIN = 60
"""Days in which a payment may come back: of a direct debit eight weeks (SEPA core rulebook), and some to book it."""


def came_back(line: Read, at_bank: Mapping[int, Sequence[Read]], answered: Set[str]) -> list[str]:
    """Lines without an answer by which the same money went back to whom it came from, or came back from there."""
    return [
        other.id
        for other in at_bank.get(-line.amount, ())
        if 0 <= other.day - line.day <= WITHIN and other.id not in answered and _of_one_party(line, other)
    ]


def _of_one_party(line: Read, other: Read) -> bool:
    if not line.ibans.isdisjoint(other.ibans) or (other.void and other.name.is_text):
        return True
    return likeness(line.name, other.name) >= SAME
