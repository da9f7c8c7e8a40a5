"""Money that went back: a direct debit refused, a payment returned. What it paid is open again."""

from collections.abc import Mapping, Sequence, Set

from accounting.matching.names import likeness
from accounting.matching.prepared import Read, of_bank_alone
from accounting.matching.score import SAME

WITHIN = 60
"""Days in which a payment may come back: of a direct debit eight weeks (SEPA core rulebook), and some to book it."""
SAID_NOWHERE = 10
"""Days after it in which a line that bears no more than the bank's own name may be it."""
EARLIER = 1
"""Days before it, too, for a line that says so: both are booked by the day their value counts from."""


def came_back(line: Read, at_bank: Mapping[int, Sequence[Read]], answered: Set[str]) -> list[str]:
    """Lines without an answer by which the same money went back to whom it came from, or came back from there."""
    return [
        other.id
        for other in at_bank.get(-line.amount, ())
        if -EARLIER <= other.day - line.day <= WITHIN and other.id not in answered and _is_return(line, other)
    ]


def _is_return(line: Read, other: Read) -> bool:
    """A line that says it is money coming back often bears the bank's name, so it may be anybody's."""
    if other.void or (0 <= other.day - line.day <= SAID_NOWHERE and of_bank_alone(other)):
        return True
    same = not line.ibans.isdisjoint(other.ibans) or likeness(line.name, other.name) >= SAME
    return same and other.day >= line.day
