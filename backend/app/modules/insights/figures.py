"""Figures of the books, from the balances that the database keeps: one question for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Date, Text, case, cast, func, literal, null, or_, select, union_all
from typing_extensions import TypedDict

from accounting.plan import AccountType, Plan
from accounting.schedule import month_start, months_later
from app.core.prepared import literally
from app.modules.insights.schemas import MonthRead, VatPosition
from app.modules.ledger.balances import AccountBalance, AccountDay, edges, whole_months
from app.modules.ledger.models import Account

MONTHS = 12
_MONTHS = TypeAdapter(list[MonthRead])
ZERO = Decimal(0)
Sums = dict[str, Decimal]


def _begins(*codes: str) -> ColumnElement[bool]:
    return or_(*(Account.code.startswith(each) for each in codes))


def _group(books: Plan) -> ColumnElement[str]:
    """What an account counts as here; `treasury` are the current accounts for VAT."""
    return case(
        (_begins(*books.appropriations), "appropriation"),
        ((Account.type == AccountType.EXPENSE) & _begins(*books.results), "costs"),
        ((Account.type == AccountType.INCOME) & _begins(*books.results), "income"),
        (_begins(*books.banks), "cash"),
        (_begins(books.customers), "customers"),
        (_begins(books.suppliers), "suppliers"),
        (_begins(*books.vat_currents), "treasury"),
        (_begins(*books.vats), "vat"),
        (_begins(books.suspense), "suspense"),
        else_="other",
    )


@dataclass(frozen=True)
class Span:
    """Two days, both included."""

    since: date | None
    until: date

    @cached_property
    def months(self) -> tuple[date | None, date]:
        """The first and the last month that lie within it altogether; None is from ever."""
        first, last = whole_months(self.since, self.until)
        assert last is not None, "it has an end"
        return first, last

    @cached_property
    def edges(self) -> list[tuple[date, date]]:
        """The days that are left at both ends."""
        return edges(self.since, self.until)


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

    def by_month(self, shown: Iterable[date]) -> list[MonthRead]:
        """Each of these months, and what it came to."""
        return _MONTHS.validate_python([self._of_month(month) for month in shown])

    def _of_month(self, month: date) -> dict[str, date | Decimal]:
        sums = self.months.get(month, {})
        income, costs = -sums.get("income", ZERO), sums.get("costs", ZERO)
        return {"month": month, "income": income, "costs": costs, "result": income - costs}


def result(sums: Sums) -> Decimal:
    """Income minus costs, whatever was appropriated of it."""
    return -sums.get("income", ZERO) - sums.get("costs", ZERO)


def vat_position(balance: Decimal) -> VatPosition:
    """What a balance of VAT accounts means: above zero the treasury owes us, below zero we owe it.

    >>> vat_position(Decimal("-21.00"))
    VatPosition(amount=Decimal('21.00'), side='due')
    """
    return VatPosition(amount=abs(balance), side="recoverable" if balance > 0 else "due" if balance < 0 else "settled")


@dataclass(frozen=True)
class Spans:
    """What is summed up: until today, the year until today, the same days of the year before, the VAT period.

    What follows from the days is worked out once: dashboards of one day ask the same.
    """

    today: Span
    this_year: Span
    last_year: Span
    vat_period: Span

    @property
    def all(self) -> tuple[Span, ...]:
        return self.today, self.this_year, self.last_year, self.vat_period

    @cached_property
    def shown(self) -> list[date]:
        """The months that are told one by one, the current one last."""
        last = month_start(self.today.until)
        return [months_later(last, -back) for back in reversed(range(MONTHS))]

    @cached_property
    def ever(self) -> date:
        """The month that stands for itself and all before it: no span begins within those."""
        return months_later(min(self.shown[0], *(begins for each in self.all if (begins := each.months[0]))), -1)


class Row(TypedDict):
    """A month, or the first of the days at an edge; a group of accounts; what it comes to."""

    month: date | None
    begins: date | None
    group: str
    balance: Decimal


def question(books: Plan, spans: Spans) -> str:
    """The months that the database keeps, and the days at the edges of spans: `told` adds them up to what is shown."""
    last = max(spans.shown[-1], *(each.months[1] for each in spans.all))
    month = func.greatest(AccountBalance.month, spans.ever)
    parts = [_kept(AccountBalance, month, cast(null(), Date), AccountBalance.month <= last)]
    parts += [
        _kept(AccountDay, cast(null(), Date), literal(begin), AccountDay.day.between(begin, end))
        for begin, end in sorted({edge for each in spans.all for edge in each.edges})
    ]
    each, group = union_all(*parts).subquery(), _group(books)
    return literally(
        select(each.c.month, each.c.begins, group.label("group"), cast(func.sum(each.c.balance), Text).label("balance"))
        .join(Account, Account.id == each.c.account_id)
        .group_by(each.c.month, each.c.begins, group)
    )


def _kept(table: Any, month: Any, begins: Any, when: ColumnElement[bool]) -> Any:
    """Per account first: an account's group is much work to find."""
    balance = func.sum(table.debit - table.credit).label("balance")
    columns = (table.account_id, month.label("month"), begins.label("begins"))
    return select(*columns, balance).where(when).group_by(table.account_id, columns[1])


def told(rows: Iterable[Row], spans: Spans) -> Figures:
    """What the answer to `question` says."""
    months: dict[date, Sums] = {}
    days: dict[date, Sums] = {}
    for row in rows:
        if (month := row["month"]) is not None:
            months.setdefault(month, {})[row["group"]] = row["balance"]
        elif (begins := row["begins"]) is not None:
            days.setdefault(begins, {})[row["group"]] = row["balance"]

    def total(span: Span) -> Sums:
        first, last = span.months
        parts = [sums for month, sums in months.items() if (first is None or first <= month) and month <= last]
        parts += [days.get(begin, {}) for begin, _ in span.edges]
        sums: Sums = {}
        for each in parts:
            for group, balance in each.items():
                sums[group] = sums.get(group, ZERO) + balance
        return sums

    until_today, this_year, last_year, vat_period = (total(each) for each in spans.all)
    return Figures(until_today, this_year, last_year, vat_period, months)
