"""The end of a fiscal year: what is looked at before it is closed, and where its result goes.

Nothing is carried forward by an entry: the balance sheet counts from the beginning of the books, the profit and loss
account counts one year. What closes is the appropriation of the result, so that costs, income and appropriation are
zero together. In Belgium what earlier years carried forward is appropriated with it, so that a loss is borne by an
earlier profit before it is carried on (royal decree of 21 October 2018, accounts 690 and 790; annual accounts: 9905 and
14P make 9906); a Dutch company keeps one account of reserves, which grows and shrinks. What an accountant
appropriated by hand stays as it is, and the closing appropriates the rest. Accounts are those of the company's plan
(`accounting.plan`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accounting.errors import Invalid
from accounting.journal import Posting, credit, debit
from accounting.plan import plan

ZERO = Decimal(0)


class AppropriatedTooMuch(Invalid):
    """More than what is left of the year's profit and of what was carried forward cannot be set aside or paid out."""


@dataclass(frozen=True, slots=True)
class Shares:
    """What of a result goes elsewhere than to the next year."""

    legal_reserve: Decimal = ZERO
    dividends: Decimal = ZERO


NOTHING = Shares()


@dataclass(frozen=True, slots=True)
class Standing:
    """What is still to be appropriated of a year's result, and `carried`: what earlier years brought, by account."""

    result: Decimal
    by_hand: Decimal
    carried: Mapping[str, Decimal]

    @property
    def left(self) -> Decimal:
        return self.result - self.by_hand

    @property
    def available(self) -> Decimal:
        """What can be set aside or paid out at most; a loss is below zero."""
        return self.left - sum(self.carried.values(), ZERO)


def standing(
    result: Decimal,
    country: str = "BE",
    *,
    brought: Mapping[str, Decimal] | None = None,
    by_hand: Mapping[str, Decimal] | None = None,
) -> Standing:
    """`brought` are balances by account, debit above zero: those of results carried forward count. `by_hand` is what
    the year's own entries moved that appropriate something: that is not appropriated again, and what they carried to
    the next year or took back from earlier ones was not brought by those.

    >>> made = standing(Decimal(100), brought={"140": Decimal(-70)}, by_hand={"693": Decimal(70), "140": Decimal(-70)})
    >>> int(made.by_hand), int(made.left), int(made.available)
    (70, 30, 30)
    """
    books, own, at_end = plan(country), by_hand or {}, brought or {}
    kept = (books.profit_carried, books.loss_carried)
    carried = {code: amount for code, amount in at_end.items() if code.startswith(kept)}
    if books.profit_brought and books.loss_brought:
        before = {code: amount - own.get(code, ZERO) for code, amount in carried.items()}
        profit, loss = -_on(own.items(), books.profit_brought), _on(own.items(), books.loss_brought)
        carried = dict(_untaken(before, profit, loss))
    appropriated = sum((_on(own.items(), each) for each in books.appropriations), ZERO)
    return Standing(result, appropriated, {code: amount for code, amount in carried.items() if amount})


def _untaken(before: Mapping[str, Decimal], profit: Decimal, loss: Decimal) -> Iterable[tuple[str, Decimal]]:
    """What stood carried forward, less the profit and the loss of it that were appropriated anew."""
    for code, amount in before.items():
        if amount < 0:
            taken = min(max(profit, ZERO), -amount)
            profit -= taken
        else:
            taken = -min(max(loss, ZERO), amount)
            loss += taken
        yield code, amount + taken


def appropriation(
    result: Decimal,
    shares: Shares = NOTHING,
    country: str = "BE",
    *,
    brought: Mapping[str, Decimal] | None = None,
    by_hand: Mapping[str, Decimal] | None = None,
) -> list[Posting]:
    """The entry that appropriates what nobody did yet: profit above zero, loss below; nothing of nothing.

    `brought` and `by_hand` are those of `standing`. Raises AppropriatedTooMuch.

    >>> [(each.account, int(each.amount)) for each in appropriation(Decimal(100))]
    [('693', 100), ('140', -100)]
    >>> [(each.account, int(each.amount)) for each in appropriation(Decimal(-100))]
    [('141', 100), ('793', -100)]
    >>> [(each.account, int(each.amount)) for each in appropriation(Decimal(-100), brought={"140": Decimal(-300)})]
    [('140', 300), ('790', -300), ('693', 200), ('140', -200)]
    """
    books, own, given = plan(country), by_hand or {}, shares.legal_reserve + shares.dividends
    stands = standing(result, country, brought=brought, by_hand=own)
    if given and stands.available < given:
        raise AppropriatedTooMuch(
            _told(given, stands),
            field="dividends" if shares.dividends else "legal_reserve",
            value=str(shares.dividends or shares.legal_reserve),
        )
    if not stands.left and not given:
        return []
    back, less, left = [], [], stands.left - given
    if books.profit_brought and books.loss_brought:
        back = [_taken_back(*each, books.profit_brought, books.loss_brought) for each in stands.carried.items()]
        left = stands.available - given
        profit, loss = _on(own.items(), books.profit_to_carry), -_on(own.items(), books.loss_to_carry)
        less_profit, less_loss = min(max(profit, ZERO), max(-left, ZERO)), min(max(loss, ZERO), max(left, ZERO))
        less = [
            (books.profit_carried, books.profit_to_carry, less_profit),
            (books.loss_to_carry, books.loss_carried, less_loss),
        ]
        left += less_profit - less_loss
    ways = (
        *back,
        (books.to_reserves, books.legal_reserve, shares.legal_reserve),
        (books.to_partners, books.dividends, shares.dividends),
        *less,
        (books.profit_to_carry, books.profit_carried, max(left, ZERO)),
        (books.loss_carried, books.loss_to_carry, max(-left, ZERO)),
    )
    return [posting for from_, to, amount in ways if amount for posting in (debit(from_, amount), credit(to, amount))]


def _told(given: Decimal, stands: Standing) -> str:
    by_hand = f", of which {stands.by_hand:.2f} was appropriated by hand" if stands.by_hand else ""
    carried = stands.available - stands.left
    return f"{given:.2f} of a result of {stands.result:.2f}{by_hand}, with {carried:.2f} carried forward"


def _taken_back(code: str, balance: Decimal, profit: str, loss: str) -> tuple[str, str, Decimal]:
    """What stands carried forward on an account, to be appropriated anew: from where, to where."""
    return (code, profit, -balance) if balance < 0 else (loss, code, balance)


class Check(StrEnum):
    """What is looked at before a year is closed."""

    TRIAL_BALANCE = "trial_balance"
    SUSPENSE = "suspense"
    INTERNAL_TRANSFERS = "internal_transfers"
    DRAFTS = "drafts"
    VAT_RETURNS = "vat_returns"
    EARLIER_YEAR = "earlier_year"
    BROUGHT_FORWARD = "brought_forward"
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
    """What is counted before a year is closed, and whether it is over and the closing entry could be written.

    `brought_forward` is the result of days before it that nobody appropriated, and no earlier fiscal year will.
    """

    drafts: int = 0
    open_returns: int = 0
    earlier_years: int = 0
    brought_forward: Decimal = ZERO
    is_over: bool = True
    journal_open: bool = True


def findings(balances: Mapping[str, Decimal], unfinished: Unfinished, country: str = "BE") -> list[Finding]:
    """All that is looked at, from balances at the year's end and from what is not finished."""
    difference, books = sum(balances.values(), ZERO), plan(country)
    suspense, transfers = (_on(balances.items(), each) for each in (books.suspense, books.internal_transfers))
    earlier, drafts, returns = unfinished.earlier_years, unfinished.drafts, unfinished.open_returns
    return [
        Finding(Check.TRIAL_BALANCE, difference == 0, True, amount=difference),
        Finding(Check.YEAR_IS_OVER, unfinished.is_over, True),
        Finding(Check.EARLIER_YEAR, not earlier, True, count=earlier),
        Finding(Check.BROUGHT_FORWARD, not unfinished.brought_forward, True, amount=unfinished.brought_forward),
        Finding(Check.JOURNAL_OPEN, unfinished.journal_open, True),
        Finding(Check.SUSPENSE, not suspense, False, amount=suspense),
        Finding(Check.INTERNAL_TRANSFERS, not transfers, False, amount=transfers),
        Finding(Check.DRAFTS, not drafts, False, count=drafts),
        Finding(Check.VAT_RETURNS, not returns, False, count=returns),
    ]


def unappropriated(balances: Mapping[str, Decimal], country: str = "BE") -> Decimal:
    """What costs, income and appropriation come to together, profit above zero: nothing once a year is closed.

    >>> unappropriated({"700": Decimal(-100), "604": Decimal(60), "693": Decimal(40), "550": Decimal(40)})
    Decimal('0')
    """
    beginnings = plan(country).results
    return -sum((each for code, each in balances.items() if code.startswith(beginnings)), ZERO)


def _on(balances: Iterable[tuple[str, Decimal]], beginning: str) -> Decimal:
    return sum((each for code, each in balances if code.startswith(beginning)), ZERO)
