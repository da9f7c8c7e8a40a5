"""What stands on accounts, from the months and days that the database keeps: however much was posted on each.

Whole months are read as such, what is left of a month at both ends by its days.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Numeric, Select, func, or_, select, union_all
from sqlalchemy.orm import Mapped, mapped_column

from accounting.schedule import month_end, month_start
from app.core.models import Base, belongs_to
from app.core.work import Work
from app.modules.ledger.models import Account

ZERO = Decimal(0)
ONE_DAY = timedelta(days=1)


class _OfAccount:
    """What was posted on an account. The database keeps it from the postings; nobody else may write it."""

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    debit: Mapped[Decimal] = mapped_column(Numeric(19, 4))
    credit: Mapped[Decimal] = mapped_column(Numeric(19, 4))


class AccountBalance(_OfAccount, Base):
    """In a month."""

    __tablename__ = "account_balances"
    __table_args__ = (
        belongs_to("account_balances", "account_id", "accounts"),
        CheckConstraint("extract(day from month) = 1", name="balance_month_is_its_first_day"),
    )

    month: Mapped[date] = mapped_column(primary_key=True)


class AccountDay(_OfAccount, Base):
    """On a day."""

    __tablename__ = "account_days"
    __table_args__ = (belongs_to("account_days", "account_id", "accounts"),)

    day: Mapped[date] = mapped_column(primary_key=True)


@dataclass(frozen=True, slots=True)
class Moved:
    """What was posted on an account in a period."""

    account_id: UUID
    debit: Decimal
    credit: Decimal

    @property
    def balance(self) -> Decimal:
        return self.debit - self.credit


def whole_months(since: date | None, until: date | None) -> tuple[date | None, date | None]:
    """The first and the last month that lie within the period altogether, by their first days; None is open.

    The first is later than the last when there is none.

    >>> whole_months(date(2026, 1, 1), date(2026, 3, 15))
    (datetime.date(2026, 1, 1), datetime.date(2026, 2, 1))
    >>> first, last = whole_months(date(2026, 1, 2), date(2026, 1, 30))
    >>> first > last
    True
    """
    first, last = since, until
    if since is not None and since.day > 1:
        first = month_end(since) + ONE_DAY
    if until is not None:
        last = month_start(until) if until == month_end(until) else month_start(month_start(until) - ONE_DAY)
    return first, last


def edges(since: date | None, until: date | None) -> list[tuple[date, date]]:
    """The parts of months at both ends of a period, as first and last day.

    >>> [(str(a), str(b)) for a, b in edges(date(2026, 1, 2), date(2026, 3, 15))]
    [('2026-01-02', '2026-01-31'), ('2026-03-01', '2026-03-15')]
    >>> [(str(a), str(b)) for a, b in edges(date(2026, 1, 2), date(2026, 1, 30))]
    [('2026-01-02', '2026-01-30')]
    """
    first, last = whole_months(since, until)
    if since is not None and until is not None and month_start(since) == month_start(until):
        return [] if first is not None and last is not None and first <= last else [(since, until)]
    found = []
    if since is not None and since != first:
        found.append((since, month_end(since)))
    if until is not None and until != month_end(until):
        found.append((month_start(until), until))
    return found


def moved(since: date | None, until: date | None, beginnings: Sequence[str] = ()) -> Select[Any]:
    """Debit and credit per account over a period, both days included; of all accounts, or those that begin so."""
    first, last = whole_months(since, until)
    parts: list[Any] = []
    if first is None or last is None or first <= last:
        parts.append(_kept(AccountBalance, AccountBalance.month, first, last, beginnings))
    parts += [_kept(AccountDay, AccountDay.day, begin, end, beginnings) for begin, end in edges(since, until)]
    each = union_all(*parts).subquery()
    return select(each.c.account_id, func.sum(each.c.debit), func.sum(each.c.credit)).group_by(each.c.account_id)


def _kept(table: Any, when: Any, first: date | None, last: date | None, beginnings: Sequence[str]) -> Select[Any]:
    """The rows of a table that is kept, from the `first` of its months or days until the `last`; None is open."""
    rows = select(table.account_id, table.debit, table.credit)
    if first is not None:
        rows = rows.where(when >= first)
    if last is not None:
        rows = rows.where(when <= last)
    if beginnings:
        chosen = or_(*(Account.code.startswith(each) for each in beginnings))
        rows = rows.join(Account, Account.id == table.account_id).where(chosen)
    return rows


async def movements(
    work: Work, since: date | None, until: date | None, beginnings: Sequence[str] = ()
) -> dict[UUID, Moved]:
    """Debit and credit of every account that was posted on in a period, or of those that begin so."""
    if since and until and since > until:
        return {}
    rows = await work.session.execute(moved(since, until, beginnings))
    return {row[0]: Moved(*row) for row in rows.tuples()}


async def by_code(work: Work, since: date | None, until: date | None) -> dict[str, Decimal]:
    """Debits minus credits by account number, as statements want them."""
    if since and until and since > until:
        return {}
    found = moved(since, until).subquery()
    _, debit, credit = found.c
    rows = await work.session.execute(
        select(Account.code, debit - credit).join(found, found.c.account_id == Account.id).order_by(Account.code)
    )
    return {row[0]: row[1] for row in rows.tuples()}


def on(balances: dict[str, Decimal], beginnings: Iterable[str]) -> Decimal:
    """The balance of all accounts that begin so.

    >>> on({"440": Decimal(-5), "4400": Decimal(-1), "550": Decimal(9)}, ["440"])
    Decimal('-6')
    """
    wanted = tuple(beginnings)
    return sum((each for code, each in balances.items() if code.startswith(wanted)), ZERO)
