"""The end of a fiscal year: what is looked at before it is closed, and where its result goes.

Nothing is carried forward by an entry: the balance sheet counts from the beginning of the books, the profit and loss
account counts one year. What closes is the appropriation of the result, so that classes 6 and 7 are zero together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accounting.errors import Invalid
from accounting.journal import Posting, credit, debit

ZERO = Decimal(0)
PROFIT_TO_CARRY, LOSS_TO_CARRY = "693", "793"
PROFIT_CARRIED, LOSS_CARRIED = "140", "141"
TO_RESERVES, LEGAL_RESERVE = "692", "130"
TO_PARTNERS, DIVIDENDS = "694", "471"
SUSPENSE, INTERNAL_TRANSFERS = "499", "58"


class AppropriatedTooMuch(Invalid):
    """More than the profit of the year cannot be set aside or paid out of it."""


@dataclass(frozen=True, slots=True)
class Shares:
    """What of a profit goes elsewhere than to the next year."""

    legal_reserve: Decimal = ZERO
    dividends: Decimal = ZERO


NOTHING = Shares()


def appropriation(result: Decimal, shares: Shares = NOTHING) -> list[Posting]:
    """The entry that appropriates a result: profit above zero, loss below; nothing of nothing.

    Raises AppropriatedTooMuch.

    >>> [(each.account, int(each.amount)) for each in appropriation(Decimal(100))]
    [('693', 100), ('140', -100)]
    >>> [(each.account, int(each.amount)) for each in appropriation(Decimal(-100))]
    [('141', 100), ('793', -100)]
    """
    carried = result - shares.legal_reserve - shares.dividends
    if (shares.legal_reserve or shares.dividends) and carried < 0:
        raise AppropriatedTooMuch(
            f"{shares.legal_reserve + shares.dividends:.2f} of a result of {result:.2f}",
            field="dividends" if shares.dividends else "legal_reserve",
            value=str(shares.dividends or shares.legal_reserve),
        )
    if carried < 0:
        return [debit(LOSS_CARRIED, -carried), credit(LOSS_TO_CARRY, -carried)]
    ways = (
        (TO_RESERVES, LEGAL_RESERVE, shares.legal_reserve),
        (TO_PARTNERS, DIVIDENDS, shares.dividends),
        (PROFIT_TO_CARRY, PROFIT_CARRIED, carried),
    )
    return [posting for from_, to, amount in ways if amount for posting in (debit(from_, amount), credit(to, amount))]


class Check(StrEnum):
    """What is looked at before a year is closed."""

    TRIAL_BALANCE = "trial_balance"
    SUSPENSE = "suspense"
    INTERNAL_TRANSFERS = "internal_transfers"
    DRAFTS = "drafts"
    VAT_RETURNS = "vat_returns"
    EARLIER_YEAR = "earlier_year"
    YEAR_IS_OVER = "year_is_over"
    JOURNAL_OPEN = "journal_open"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is as it should be, and whether the year can be closed all the same."""

    check: Check
    holds: bool
    prevents: bool
    amount: Decimal | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What is counted before a year is closed, and whether it is over and the closing entry could be written."""

    drafts: int = 0
    open_returns: int = 0
    earlier_years: int = 0
    is_over: bool = True
    journal_open: bool = True


def findings(balances: Mapping[str, Decimal], unfinished: Unfinished) -> list[Finding]:
    """All that is looked at, from balances at the year's end and from what is not finished."""
    difference = sum(balances.values(), ZERO)
    suspense, transfers = (_on(balances.items(), each) for each in (SUSPENSE, INTERNAL_TRANSFERS))
    earlier, drafts, returns = unfinished.earlier_years, unfinished.drafts, unfinished.open_returns
    return [
        Finding(Check.TRIAL_BALANCE, difference == 0, True, amount=difference),
        Finding(Check.YEAR_IS_OVER, unfinished.is_over, True),
        Finding(Check.EARLIER_YEAR, not earlier, True, count=earlier),
        Finding(Check.JOURNAL_OPEN, unfinished.journal_open, True),
        Finding(Check.SUSPENSE, not suspense, False, amount=suspense),
        Finding(Check.INTERNAL_TRANSFERS, not transfers, False, amount=transfers),
        Finding(Check.DRAFTS, not drafts, False, count=drafts),
        Finding(Check.VAT_RETURNS, not returns, False, count=returns),
    ]


def _on(balances: Iterable[tuple[str, Decimal]], beginning: str) -> Decimal:
    return sum((each for code, each in balances if code.startswith(beginning)), ZERO)
