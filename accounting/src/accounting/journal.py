"""The journal: an entry is a dated set of postings whose debits equal its credits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID

from accounting.errors import Invalid

ZERO = Decimal(0)
GRID = re.compile(r"[+-][0-9][0-9a-g]v?")
_OTHER_SIGN = {"+": "-", "-": "+"}


class EntryUnbalanced(Invalid):
    """Debits and credits of an entry must be equal."""


class EntryEmpty(Invalid):
    """An entry needs at least two postings."""


class PostingHasTwoSides(Invalid):
    """A posting is either a debit or a credit, and more than zero."""


class CurrencyIncomplete(Invalid):
    """An amount in another currency needs both the amount and the currency."""


class CurrencyOnOtherSide(Invalid):
    """The amount in another currency is on the same side as the amount in the books."""


class GridUnreadable(Invalid):
    """A grid of the VAT return is a sign and its name, such as +03; of the Dutch return +1a, and +1av for its VAT."""


class VatGridRepeated(Invalid):
    """A posting counts once in a box of the VAT return, with one sign."""


class Details(TypedDict, total=False):
    """What a posting may carry beside its amount."""

    grids: tuple[str, ...]
    contact_id: UUID | None
    currency: str | None
    amount_in_currency: Decimal | None
    tags: tuple[tuple[UUID, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of an entry, in the company's currency: exactly one of `debit` and `credit` is above zero.

    `grids` are the boxes of the VAT return that it counts in, each with a sign: `+03`, `-82`. `amount_in_currency` is
    what it was in `currency`, debit positive. `tags` are analytic: which one, and how many per cent of the amount.
    """

    account: str
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    memo: str | None = None
    grids: tuple[str, ...] = ()
    contact_id: UUID | None = None
    currency: str | None = None
    amount_in_currency: Decimal | None = None
    tags: tuple[tuple[UUID, Decimal], ...] = ()

    def __post_init__(self) -> None:
        if self.debit < 0 or self.credit < 0 or (self.debit > 0) == (self.credit > 0):
            raise PostingHasTwoSides(f"account {self.account}: debit {self.debit}, credit {self.credit}")
        if (self.currency is None) != (self.amount_in_currency is None):
            raise CurrencyIncomplete(f"account {self.account}: {self.amount_in_currency} {self.currency}")
        if self.amount_in_currency and (self.amount_in_currency > 0) != (self.debit > 0):
            raise CurrencyOnOtherSide(f"account {self.account}: {self.amount_in_currency:f} {self.currency}")
        if unknown := [grid for grid in self.grids if not GRID.fullmatch(grid)]:
            raise GridUnreadable(f"{unknown[0]!r} is no sign and grid", field="grids", value=unknown[0])

    @property
    def amount(self) -> Decimal:
        """Debit positive, credit negative."""
        return self.debit - self.credit


def debit(account: str, amount: Decimal, memo: str | None = None, **more: Unpack[Details]) -> Posting:
    """`amount` on the left; a negative one moves to the right, so a credit note reads like its invoice.

    What it was in another currency goes to the same side, whatever its sign.
    """
    abroad = more.get("amount_in_currency")
    if abroad is not None:
        more["amount_in_currency"] = abs(abroad) if amount > 0 else -abs(abroad)
    if amount > 0:
        return Posting(account, debit=amount, memo=memo, **more)
    return Posting(account, credit=-amount, memo=memo, **more)


def credit(account: str, amount: Decimal, memo: str | None = None, **more: Unpack[Details]) -> Posting:
    """`amount` on the right; otherwise as `debit`."""
    return debit(account, -amount, memo, **more)


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


def check_grids(grids: Sequence[str], *, field: str = "grids") -> None:
    """Whether each box is named once. Raises VatGridRepeated, at the second one.

    A `Posting` itself does not ask: what was once booked so can still be reversed.

    >>> check_grids(["+03", "-54"])
    """
    named = [each[1:] for each in grids]
    for place, each in enumerate(named):
        if each in named[:place]:
            raise VatGridRepeated(f"{each} is named before", field=f"{field}.{place}", value=grids[place])


def reversed_postings(postings: Iterable[Posting]) -> list[Posting]:
    """The mirror image: its own inverse, and together with the original exactly nothing.

    Nothing on any account, nothing in any currency, and nothing in any grid of the VAT return.
    """
    return [
        replace(
            posting,
            debit=posting.credit,
            credit=posting.debit,
            grids=tuple(_OTHER_SIGN[grid[0]] + grid[1:] for grid in posting.grids),
            amount_in_currency=None if posting.amount_in_currency is None else -posting.amount_in_currency,
        )
        for posting in postings
    ]
