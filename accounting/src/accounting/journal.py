"""The journal: an entry is a dated set of postings whose debits equal its credits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from accounting.errors import Invalid

ZERO = Decimal(0)


class EntryUnbalanced(Invalid):
    """Debits and credits of an entry must be equal."""


class EntryEmpty(Invalid):
    """An entry needs at least two postings."""


class PostingHasTwoSides(Invalid):
    """A posting is either a debit or a credit, and more than zero."""


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of an entry, in the company's currency: exactly one of `debit` and `credit` is above zero."""

    account: str
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    memo: str | None = None

    def __post_init__(self) -> None:
        if self.debit < 0 or self.credit < 0 or (self.debit > 0) == (self.credit > 0):
            raise PostingHasTwoSides(f"account {self.account}: debit {self.debit}, credit {self.credit}")

    @property
    def amount(self) -> Decimal:
        """Debit positive, credit negative."""
        return self.debit - self.credit


def debit(account: str, amount: Decimal, memo: str | None = None) -> Posting:
    """`amount` on the left; a negative one moves to the right, so a credit note reads like its invoice."""
    return Posting(account, debit=amount, memo=memo) if amount > 0 else Posting(account, credit=-amount, memo=memo)


def credit(account: str, amount: Decimal, memo: str | None = None) -> Posting:
    return debit(account, -amount, memo)


def difference(postings: Iterable[Posting]) -> Decimal:
    """Debits minus credits.

    >>> difference([debit("604", Decimal(100)), debit("411", Decimal(21)), credit("440", Decimal(121))])
    Decimal('0')
    """
    return sum((posting.amount for posting in postings), ZERO)


def check_balanced(postings: Sequence[Posting]) -> Sequence[Posting]:
    """The same postings, or a kind message; the database has the last word.

    Raises EntryEmpty, EntryUnbalanced.
    """
    if len(postings) < 2:
        raise EntryEmpty(f"{len(postings)} posting(s) given", field="postings")
    if gap := difference(postings):
        side = "debits" if gap > 0 else "credits"
        raise EntryUnbalanced(f"{side} exceed the other side by {abs(gap):f}", field="postings")
    return postings


def reversed_postings(postings: Iterable[Posting]) -> list[Posting]:
    """The mirror image: its own inverse, and together with the original exactly nothing."""
    return [replace(posting, debit=posting.credit, credit=posting.debit) for posting in postings]
