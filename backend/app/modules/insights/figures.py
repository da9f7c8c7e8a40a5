"""Figures of the books, from the balances that the database keeps: one question for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Date, String, case, cast, func, literal, null, or_, select, union_all

from accounting.plan import AccountType, Plan
from accounting.schedule import month_start, months_later
from app.core.prepared import literally
from app.modules.insights.schemas import MonthRead, VatPosition
from app.modules.ledger.balances import AccountBalance, moved
from app.modules.ledger.models import Account

MONTHS = 12
ZERO = Decimal(0)
Sums = dict[str, Decimal]


def _begins(*codes: str) -> ColumnElement[bool]:
    return or_(*(Account.code.startswith(each) for each in codes))


def _group(books: Plan) -> ColumnElement[str]:
    """What an account counts as here; `treasury` are the current accounts for VAT."""
    return case(
        (_begins(*books.appropriations), "appropriation"),
        (Account.type == AccountType.EXPENSE, "costs"),
        (Account.type == AccountType.INCOME, "income"),
        (_begins(*books.banks), "cash"),
        (_begins(books.customers), "customers"),
        (_begins(books.suppliers), "suppliers"),
        (_begins(*books.vat_currents), "treasury"),
        (_begins(*books.vats), "vat"),
        (_begins(books.suspense), "suspense"),
        else_="other",
    )


@dataclass(frozen=True, slots=True)
class Span:
    """Two days, both included, and the accounts of interest; all when none are named."""

    since: date | None
    until: date
    beginnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums of groups of accounts, debit above zero: of today, of spans, and of months."""

    today: Sums
    this_year: Sums
    last_year: Sums
    vat_period: Sums
    months: dict[date, Sums]

    @property
    def vat(self) -> VatPosition:
        """All that is between the treasury and us."""
        return vat_position(self.today.get("vat", ZERO) + self.today.get("treasury", ZERO))

    @property
    def vat_so_far(self) -> VatPosition:
        """What the period itself comes to; what was paid for earlier ones stands on the current accounts."""
        return vat_position(self.vat_period.get("vat", ZERO))

    def by_month(self, today: date) -> list[MonthRead]:
        """The last twelve months, the current one last."""
        shown = []
        for back in reversed(range(MONTHS)):
            month = months_later(month_start(today), -back)
            sums = self.months.get(month, {})
            income, costs = -sums.get("income", ZERO), sums.get("costs", ZERO)
            shown.append(MonthRead(month=month, income=income, costs=costs, result=income - costs))
        return shown


def result(sums: Sums) -> Decimal:
    """Income minus costs, whatever was appropriated of it."""
    return -sums.get("income", ZERO) - sums.get("costs", ZERO)


def vat_position(balance: Decimal) -> VatPosition:
    """What a balance of VAT accounts means: above zero the treasury owes us, below zero we owe it.

    >>> vat_position(Decimal("-21.00"))
    VatPosition(amount=Decimal('21.00'), side='due')
    """
    return VatPosition(amount=abs(balance), side="recoverable" if balance > 0 else "due" if balance < 0 else "settled")


@dataclass(frozen=True, slots=True)
class Spans:
    """What is summed up: until today, the year until today, the same days of the year before, the VAT period."""

    this_year: Span
    last_year: Span
    vat_period: Span


def told(rows: Iterable[tuple[str, date | None, str, Decimal]]) -> Figures:
    """What the answer to `question` says."""
    found: dict[str, Sums] = {"today": {}, "this_year": {}, "last_year": {}, "vat_period": {}}
    months: dict[date, Sums] = {}
    for what, month, group, balance in rows:
        (found[what] if month is None else months.setdefault(month, {}))[group] = balance
    return Figures(months=months, **found)


def question(books: Plan, today: date, spans: Spans) -> str:
    """All sums that the dashboard needs: a handful of rows, however large the chart and whatever was posted."""
    group = _group(books)
    named = {
        "today": Span(None, today, _stands(books)),
        "this_year": replace(spans.this_year, beginnings=books.results),
        "last_year": replace(spans.last_year, beginnings=books.results),
        "vat_period": replace(spans.vat_period, beginnings=books.vats),
    }
    each = union_all(
        *(_span(name, span) for name, span in named.items()), _months(month_start(today), books)
    ).subquery()
    return literally(
        select(each.c.what, each.c.month, group, func.sum(each.c.balance))
        .join(Account, Account.id == each.c.account_id)
        .group_by(each.c.what, each.c.month, group)
    )


def _stands(books: Plan) -> tuple[str, ...]:
    """The accounts of which it matters what stands on them."""
    return (*books.banks, books.customers, books.suppliers, *books.vats, *books.vat_currents, books.suspense)


def _span(name: str, span: Span) -> Any:
    inner = moved(span.since, span.until, span.beginnings).subquery()
    account_id, debit, credit = inner.c
    return select(
        literal(name, String).label("what"),
        cast(null(), Date).label("month"),
        account_id.label("account_id"),
        (debit - credit).label("balance"),
    )


def _months(last: date, books: Plan) -> Any:
    first = months_later(last, 1 - MONTHS)
    return (
        select(
            literal("months", String).label("what"),
            AccountBalance.month.label("month"),
            AccountBalance.account_id.label("account_id"),
            (AccountBalance.debit - AccountBalance.credit).label("balance"),
        )
        .join(Account, Account.id == AccountBalance.account_id)
        .where(AccountBalance.month.between(first, last), _begins(*books.results))
    )
