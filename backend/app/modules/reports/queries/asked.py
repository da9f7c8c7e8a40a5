from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from accounting.reports.periods import ONE_DAY, Compare, compared
from accounting.schedule import month_end
from app.core.work import Work
from app.modules.ledger.balances import AccountBalance
from app.modules.ledger.spans import span_of
from app.modules.reports.schemas import Drill, Period


@dataclass(frozen=True, slots=True)
class Span:
    """A period with both ends known, and the one it is compared with."""

    since: date | None
    until: date
    before: tuple[date, date] | None = None

    @property
    def period(self) -> Period:
        return Period(from_on=self.since, to_on=self.until)

    @property
    def compared(self) -> Period | None:
        return Period(from_on=self.before[0], to_on=self.before[1]) if self.before else None

    def drill(self, accounts: Sequence[str]) -> Drill:
        return Drill(accounts=list(accounts), from_on=self.since, to_on=self.until)


async def span(
    work: Work, since: date | None, until: date | None, how: Compare | None, *, whole_year: bool = True
) -> Span:
    """What was asked for; until today, and from the beginning of that fiscal year, unless said otherwise.

    A comparison needs a beginning, so it takes the fiscal year's where none was given. Without `whole_year` no days
    are all that there are, those to come included.
    """
    if until is None:
        until = max(work.today, since or work.today)
        if not whole_year:
            last = await work.session.scalar(select(func.max(AccountBalance.month)))
            until = max(until, month_end(last)) if last else until
    if since is None and (whole_year or how):
        since = (await span_of(work, until)).starts_on
    return Span(since, until, await _before(work, since, until, how) if how and since else None)


async def _before(work: Work, since: date, until: date, how: Compare) -> tuple[date, date]:
    """Of a fiscal year the one before it, however long either is."""
    year = await span_of(work, since)
    if how == Compare.PREVIOUS_PERIOD and (year.starts_on, year.ends_on) == (since, until):
        year = await span_of(work, since - ONE_DAY)
        return year.starts_on, year.ends_on
    return compared(since, until, how)
