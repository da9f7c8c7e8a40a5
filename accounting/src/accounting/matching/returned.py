"""Money that went back: a direct debit refused, a payment returned. What it paid is open again."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set

from accounting.matching.differences import SMALL_FEE
from accounting.matching.lines import in_parts
from accounting.matching.names import likeness
from accounting.matching.prepared import Read, of_bank_alone
from accounting.matching.score import SAME

WITHIN = 60
"""Days in which a payment may come back: of a direct debit eight weeks (SEPA core rulebook), and some to book it."""
SAID_NOWHERE = 10
"""Days after it in which a line that bears no more than the bank's own name may be it."""
EARLIER = 1
"""Days before it, too, for a line that says so: both are booked by the day their value counts from."""


FEE, LARGEST_SHARE = in_parts(SMALL_FEE), 4
"""What a bank keeps for it: at most so much, and one in so many of the amount."""


def saying_so(lines: Iterable[Read]) -> list[Read]:
    """Lines that say they are money coming back, in order of amount."""
    return sorted((line for line in lines if line.void), key=lambda line: (line.amount, line.id))


def came_back(
    line: Read, at_bank: Mapping[int, Sequence[Read]], saying: Sequence[Read], answered: Set[str]
) -> list[str]:
    """Lines without an answer by which the same money went back to whom it came from, or came back from there; also
    less what the bank kept for it, where one of the same party or document says so.
    """
    return [
        other.id
        for other in (*at_bank.get(-line.amount, ()), *_less_a_fee(line, saying))
        if -EARLIER <= other.day - line.day <= WITHIN and other.id not in answered and _is_return(line, other)
    ]


def _less_a_fee(line: Read, saying: Sequence[Read]) -> list[Read]:
    """The account is the poorer for it, whichever way the money went."""
    most = min(FEE, abs(line.amount) // LARGEST_SHARE)
    first = bisect_left(saying, -line.amount - most, key=lambda other: other.amount)
    last = bisect_left(saying, -line.amount, first, key=lambda other: other.amount)
    return [other for other in saying[first:last] if _is_of_both(line, other)]


def _is_of_both(line: Read, other: Read) -> bool:
    told = line.structured & other.structured or line.numbers & other.numbers
    return bool(told) or _is_same_party(line, other)


def _is_return(line: Read, other: Read) -> bool:
    """A line that says it is money coming back often bears the bank's name, so it may be anybody's."""
    if other.void or (0 <= other.day - line.day <= SAID_NOWHERE and of_bank_alone(other)):
        return True
    return other.day >= line.day and _is_same_party(line, other)


def _is_same_party(line: Read, other: Read) -> bool:
    return not line.ibans.isdisjoint(other.ibans) or likeness(line.name, other.name) >= SAME
