"""How long what is open has been due."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

BUCKETS: tuple[tuple[str, int | None], ...] = (
    ("not_due", 0),
    ("1_30", 30),
    ("31_60", 60),
    ("61_90", 90),
    ("over_90", None),
)
"""Names, and the most days late that each holds."""


def bucket(due_on: date, on: date) -> str:
    """Where an item stands on a day: due today is not late yet.

    >>> bucket(date(2026, 11, 21), date(2026, 11, 21)), bucket(date(2026, 10, 1), date(2026, 11, 21))
    ('not_due', '31_60')
    """
    late = (on - due_on).days
    return next(name for name, most in BUCKETS if most is None or late <= most)


def ageing(items: Iterable[tuple[date, Decimal]], on: date) -> dict[str, Decimal]:
    """What is open, by how late it is; every bucket is there.

    >>> {name: int(open_) for name, open_ in ageing([(date(2026, 11, 1), Decimal(100))], date(2026, 11, 21)).items()}
    {'not_due': 0, '1_30': 100, '31_60': 0, '61_90': 0, 'over_90': 0}
    """
    found = dict.fromkeys((name for name, _ in BUCKETS), Decimal(0))
    for due_on, amount in items:
        found[bucket(due_on, on)] += amount
    return found
