"""Which bank line settles which open item: an explained score, sums, offsetting entries, and what a tenant taught.

`reconcile(lines, items, options)` is the door. It promises: the same input gives the same matches, whatever the order
of the rows; every line and every item is in at most one match; amounts of a sum agree to the cent; `auto` is never said
of an answer that has a rival. Nothing here knows a database: whoever asks brings lines and items, and books the answer.
"""

from accounting.matching.lines import AmountTooFine, Item, Kind, Match, Options, Reason, StatementLine
from accounting.matching.ranking import rank, rank_returns
from accounting.matching.reconcile import VERSION, reconcile

__all__ = [
    "VERSION",
    "AmountTooFine",
    "Item",
    "Kind",
    "Match",
    "Options",
    "Reason",
    "StatementLine",
    "rank",
    "rank_returns",
    "reconcile",
]
