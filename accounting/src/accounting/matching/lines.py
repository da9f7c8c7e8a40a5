"""What is matched: lines of a bank statement and open items of the books; and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from accounting.errors import Invalid

PARTS_OF_ONE = 10_000
"""Amounts are compared as whole numbers of the fourth decimal, which is what the books keep."""

Kind = Literal["exact", "many_items", "many_lines", "difference", "offsetting"]


class AmountTooFine(Invalid):
    """An amount has at most four decimals."""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One movement of a bank account: what came in is positive, what went out is negative.

    Of several payments that the bank booked at once, `parts` are their amounts, with a blank between them.
    """

    id: str
    on: date
    amount: Decimal
    text: str = ""
    name: str = ""
    iban: str = ""
    reference: str = ""
    currency: str = "EUR"
    bank_account: str = ""
    parts: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that waits for its money: an open invoice, or an entry on the bank's account in the books.

    Positive is what should come in. `contact` is whose item it is, in the words of whoever asks. An item that names a
    `bank_account` is found on the statements of that account alone. `recurs` are the days between it and the nearest
    other document of this contact and amount, open or settled; `one_reference`: that one bears the same payment
    reference. `one_missing`: by how often they come, there should be another between it and the one before it.
    """

    id: str
    on: date
    amount: Decimal
    text: str = ""
    reference: str = ""
    entry_type: str = ""
    name: str = ""
    iban: str = ""
    due_on: date | None = None
    currency: str = "EUR"
    contact: str = ""
    bank_account: str = ""
    recurs: int | None = None
    one_reference: bool = False
    one_missing: bool = False


class Reason(NamedTuple):
    """One part of a score: a machine code that screens translate, its points, and what was seen."""

    code: str
    points: int
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One answer: which lines settle which items, how surely, and why.

    `points` is the sum of the reasons' points; `score` is the chance that goes with it. `solutions` counts the ways in
    which the amount could have been made up. `auto` says that nobody needs to look: above the threshold, and no second
    answer is nearly as good.
    """

    kind: Kind
    lines: tuple[str, ...]
    items: tuple[str, ...]
    points: int
    score: float
    auto: bool
    reasons: tuple[Reason, ...]
    solutions: int = 1

    @property
    def group(self) -> str:
        """A name for the answer that is the same however the rows were ordered.

        Lines and items may bear the same ids, so that of items alone says so.

        >>> Match("offsetting", (), ("5", "9"), 110, 0.9987, False, ()).group
        'item 5'
        """
        return self.lines[0] if self.lines else f"item {self.items[0]}"


@dataclass(frozen=True, slots=True)
class Options:
    """What a tenant may set, and what it taught. `rates` is the worth of one unit of a currency in the line's currency.

    `habits` maps a bare name or an IBAN to the contact whose items it pays; `rejected` are pairs of line and item that
    somebody said no to, `rejected_sums` a line and items that it does not pay together. `own_ibans` are
    those of the bank accounts: what goes between them settles nothing.
    """

    auto_from: float = 0.99
    propose_from: float = 0.25
    largest_fee: Decimal = Decimal("60.00")
    discounts: tuple[Decimal, ...] = (Decimal("0.01"), Decimal("0.02"), Decimal("0.03"), Decimal("0.05"))
    days_before: int = 15
    days_after: int = 370
    own_ibans: Mapping[str, str] = field(default_factory=dict)
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    habits: Mapping[str, str] = field(default_factory=dict)
    rejected: frozenset[tuple[str, str]] = frozenset()
    rejected_sums: frozenset[tuple[str, frozenset[str]]] = frozenset()


def in_parts(amount: Decimal) -> int:
    """The amount as a whole number of the fourth decimal.

    >>> in_parts(Decimal("-12.34"))
    -123400
    """
    scaled = amount * PARTS_OF_ONE
    if scaled != scaled.to_integral_value():
        raise AmountTooFine(f"{amount} has more than four decimals", field="amount", value=str(amount))
    return int(scaled)


def in_words(parts: int) -> str:
    """Back to what people read: two decimals, more only where they are needed.

    >>> in_words(-123400), in_words(12345)
    ('-12.34', '1.2345')
    """
    sign, (whole, rest) = "-" if parts < 0 else "", divmod(abs(parts), PARTS_OF_ONE)
    return f"{sign}{whole}.{rest:04d}" if rest % 100 else f"{sign}{whole}.{rest // 100:02d}"
