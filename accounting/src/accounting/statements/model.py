"""What a bank statement says: its head, its movements, its end. Amounts are signed: plus is money in."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from accounting.statements.reasons import Reason

Format = Literal["coda", "camt.052", "camt.053", "camt.054", "mt940", "mt942", "ofx", "table"]


NO_REFERENCE = frozenset(("", "NONREF", "NOTPROVIDED", "NOT PROVIDED", "NOTPROVIDED.", "NOTPROVID", "EREF"))
"""What banks write where there is no reference."""


@dataclass(frozen=True, slots=True)
class Balance:
    """`kind` as ISO 20022 calls it: OPBD and CLBD are the booked opening and closing balances."""

    kind: str
    amount: Decimal
    currency: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """The other side. `account` is as the bank wrote it; `iban` only what is proven to be one."""

    name: str | None = None
    account: str | None = None
    iban: str | None = None
    bic: str | None = None
    address: str | None = None
    currency: str | None = None

    def __bool__(self) -> bool:
        return any((self.name, self.account, self.bic, self.address))


@dataclass(frozen=True, slots=True)
class Reference:
    """What the payer was asked to quote. `proved`: its check digits match; banks also pass on what does not."""

    kind: Literal["ogm", "rf", "other"]
    value: str
    proved: bool = False


@dataclass(frozen=True, slots=True)
class Original:
    """The amount in the currency in which it was paid, and the rate as the bank gives it."""

    amount: Decimal
    currency: str
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of a statement. Its `children` explain the amount (a globalised payment, a batch) and are never added.

    `position` is the bank's own number of the line, or its place in the file; `line` is where in the file it begins.
    `quoted`: what the payer quoted beside `reference` and text, as further references and numbers of documents.
    """

    position: str
    line: int
    amount: Decimal
    currency: str | None
    booked_on: date | None = None
    value_on: date | None = None
    booked: bool = True
    reversal: bool = False
    bank_id: str | None = None
    customer_reference: str | None = None
    end_to_end_id: str | None = None
    mandate: str | None = None
    party: Party = field(default_factory=Party)
    reference: Reference | None = None
    text: str = ""
    as_written: str = ""
    code: str | None = None
    code_words: str | None = None
    original: Original | None = None
    balance_after: Decimal | None = None
    notes: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    children: tuple["Movement", ...] = ()

    @property
    def own_id(self) -> str | None:
        """The bank's id, unless it stands for none."""
        return None if (self.bank_id or "").upper() in NO_REFERENCE else self.bank_id


@dataclass(frozen=True, slots=True)
class Head:
    """What is known before the first movement; `opening` is the amount of the opening balance, where it is."""

    format: Format
    line: int
    account: str | None
    currency: str | None = None
    account_iban: str | None = None
    holder: str | None = None
    description: str | None = None
    bank_bic: str | None = None
    identification: str | None = None
    sequence: str | None = None
    created_on: date | None = None
    is_copy: bool = False
    opening: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Promised:
    """What the file itself says it holds; None where it does not say."""

    records: int | None = None
    debit: Decimal | None = None
    credit: Decimal | None = None
    movements: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no movement, and where it stands; or the first of `rows` on a sheet that is not read."""

    line: int
    text: str
    sheet: str | None = None
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Tail:
    """What is known after the last movement. `counted`: what was really there, of what `promised` speaks of.

    `contradictions`: where the file contradicts itself; a statement with any is not proved. `left_out` are
    rows of a table that add up the others, and movements on another sheet of a workbook.
    """

    opening: Balance | None = None
    closing: Balance | None = None
    balances: tuple[Balance, ...] = ()
    promised: Promised = field(default_factory=Promised)
    counted: Promised = field(default_factory=Promised)
    notices: tuple[str, ...] = ()
    contradictions: tuple[Reason, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One account over one period, whole."""

    head: Head
    movements: tuple[Movement, ...]
    tail: Tail

    @property
    def account(self) -> str | None:
        """The IBAN where there is one, else the number as the bank wrote it."""
        return self.head.account_iban or self.head.account

    @property
    def opening(self) -> Balance | None:
        return self.tail.opening

    @property
    def closing(self) -> Balance | None:
        return self.tail.closing


Event = Head | Movement | Tail
"""Readers yield a head, its movements and its tail, once per statement: a file of any length fits in memory."""
