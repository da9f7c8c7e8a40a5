"""What a tenant taught by accepting and refusing: whose account or name pays whose invoices."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from accounting.contact_names import bare_name

ENOUGH = 2
"""So often must a name have been seen before it is a habit; an account number says it the first time."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Somebody accepted (or undid) that this counterparty's line settled an item of this contact."""

    name: str
    iban: str
    contact: str
    accepted: bool = True


def habits(lessons: Iterable[Lesson]) -> dict[str, str]:
    """Bare name or IBAN → contact, for those that always led to the same contact.

    >>> habits([Lesson("J. Peeters", "BE68539007547034", "peeters-bv")])
    {'BE68539007547034': 'peeters-bv'}
    """
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for lesson in lessons:
        step = 1 if lesson.accepted else -1
        if iban := lesson.iban.replace(" ", "").upper():
            seen[iban][lesson.contact] += step * ENOUGH
        if name := bare_name(lesson.name):
            seen[name][lesson.contact] += step
    found = {}
    for key in sorted(seen):
        likely = [(times, contact) for contact, times in seen[key].items() if times > 0]
        if len(likely) == 1 and likely[0][0] >= ENOUGH:
            found[key] = likely[0][1]
    return found
