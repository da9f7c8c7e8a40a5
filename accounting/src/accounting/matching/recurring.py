"""An amount of a party that comes back: whether a payment may be for another document than the one that is open."""

from accounting.matching.candidates import Index
from accounting.matching.lines import Reason
from accounting.matching.prepared import Read, says_own

MONTHLY = 25
"""Days after an item in which the next one of its amount is not there yet."""
BEFORE_NEXT = 5
"""Days before an item in which it may be paid already: a standing order does not wait for it."""
UNSTEADY = 8
"""Days by which the payment of the next one may come sooner than the documents come back."""


def may_be_of_another(line: Read, item: Read, index: Index, structured: Reason | None) -> int | None:
    """The days after which this party's amount comes back, where the line does not name the item and comes so late that
    it may pay the next one, which is not in the books yet, or so early that it may pay the one before.

    What it names but the item does not own, an order or a customer's number, may be that of all of them: then it tells
    nothing where another of them is open. Where one is missing before the item, the payment may be that one's.
    """
    late = line.day - item.day
    of_any = item.one_missing or (not line.numbers.isdisjoint(item.numbers) and index.is_open_again(item))
    if (-BEFORE_NEXT <= late <= BEFORE_NEXT and not of_any) or (
        structured is not None and structured.points > 0 and not item.one_reference
    ):
        return None
    if not line.numbers.isdisjoint(item.own) or (line.documents and says_own(line, item)):
        return None
    every = index.recurs(item)
    return every if every is not None and (of_any or late < -BEFORE_NEXT or late > _before_next(every)) else None


def _before_next(every: int) -> int:
    """Days after an item in which its payment can hardly be the next one's; two of one week have no rhythm.

    >>> [_before_next(every) for every in (0, 7, 30, 33, 91)]
    [25, 7, 25, 25, 83]
    """
    return MONTHLY if every < BEFORE_NEXT else max(min(every, MONTHLY), every - UNSTEADY)
