"""An amount of a party that comes back: whether a payment may be for another document than the one that is open."""

from accounting.matching.candidates import Index
from accounting.matching.lines import Reason
from accounting.matching.prepared import Read, says_own

MONTHLY = 25
"""Days after an item in which the next one of its amount is not there yet."""
BEFORE_NEXT = 5
"""Days before an item in which it may be paid already, as standing orders do not wait; of a short rhythm fewer."""
UNSTEADY = 8
"""Days by which the payment of the next one may come sooner than the documents come back."""
ON_TIME = 3
"""Days around the due day on which a payment is the item's by its day."""
PERIODIC = frozenset(
    "ABONNEMENT ABONNEMENTEN ABO SUBSCRIPTION DOMICILIERING DOMICILIATION INCASSO MANDAAT MANDAT MANDATE LASTSCHRIFT"
    " SDD HUUR HUURGELD LOYER LOYERS RENT MIETE LEASING LEASE LIDGELD COTISATION MAANDELIJKS MAANDELIJKSE MENSUEL"
    " MENSUELLE MENSUALITE MONTHLY MONATLICH".split()
)
"""Words of what is paid time after time, whether or not another document of it is known."""


def may_be_of_another(
    line: Read, item: Read, index: Index, structured: Reason | None, *, in_sum: bool = False
) -> Reason | None:
    """Why the line, which does not name the item, may pay another of this party: one that is not in the books yet, or
    the one before.

    What it names but the item does not own, an order or a customer's number, may be that of all of them: then it tells
    nothing where another of them is open. Where one is missing before the item, the payment may be that one's. In a sum
    no day tells which of them it is.
    """
    if not line.numbers.isdisjoint(item.own) or (line.documents and says_own(line, item)):
        return None
    known = structured is not None and structured.points > 0 and not item.one_reference
    every = index.recurs(item)
    if not known and every is not None:
        of_any = in_sum or item.one_missing or (not line.numbers.isdisjoint(item.numbers) and index.is_open_again(item))
        if of_any or _untimely(line, item, every):
            return Reason("recurs", 0, (str(every),))
    late = line.day - item.day
    again = every is None and not (known or in_sum or line.words.isdisjoint(PERIODIC))
    if again and late > MONTHLY and not _on_time(line, item):
        return Reason("periodic", 0, (str(late),))
    return Reason("paid_before", 0, (str(-late),)) if item.amount < 0 and late < -BEFORE_NEXT else None


def _untimely(line: Read, item: Read, every: int) -> bool:
    """Whether it comes so late that it may pay the next one, or so early that it may pay the one before; what others
    pay us between the item's day and its due day may be anything.
    """
    late = line.day - item.day
    before = BEFORE_NEXT if every < BEFORE_NEXT else min(BEFORE_NEXT, every // 4)
    if -before <= late <= BEFORE_NEXT:
        return False
    return late < 0 or late > _before_next(every) or (item.amount > 0 and not _on_time(line, item))


def _on_time(line: Read, item: Read) -> bool:
    return abs(line.day - item.due) <= ON_TIME


def _before_next(every: int) -> int:
    """Days after an item in which its payment can hardly be the next one's; two of one week have no rhythm.

    >>> [_before_next(every) for every in (0, 7, 30, 33, 91)]
    [25, 7, 25, 25, 83]
    """
    return MONTHLY if every < BEFORE_NEXT else max(min(every, MONTHLY), every - UNSTEADY)
