from collections.abc import Iterable
from decimal import Decimal

from accounting.reports import Line, balance_sheet, layout, profit_and_loss
from accounting.reports.drilling import Chart
from app.core.work import Work
from app.modules.identity import companies
from app.modules.ledger.balances import by_code
from app.modules.ledger.queries import books_currency
from app.modules.reports.queries import chart
from app.modules.reports.queries.asked import Span
from app.modules.reports.schemas import RubricAccount, RubricRead, Statement, StatementRead


async def statement(work: Work, which: Statement, asked: Span) -> StatementRead:
    """The balance sheet at the end of a period, or the profit and loss account of it, in the legal layout."""
    country = (await companies.read(work)).country
    names = await chart.names(work)
    now = await _lines(work, which, asked, country, names)
    before = None
    if asked.before:
        before = await _lines(work, which, Span(*asked.before), country, names)
    explained = _explained(which, asked), _explained(which, Span(*asked.before)) if asked.before else None
    lines = _shown(now, before, names, explained, work.language)
    figures = {each.code: each.amount for each in lines}
    return StatementRead(
        currency=await books_currency(work),
        period=explained[0].period,
        compared=explained[1].period if explained[1] else None,
        statement=which,
        lines=lines,
        balanced=which != "balance-sheet" or len({figures[each] for each in layout(which, country).sides}) == 1,
    )


def _explained(which: Statement, asked: Span) -> Span:
    """The days whose postings make the figures: a balance sheet counts from the beginning of the books."""
    return Span(None, asked.until) if which == "balance-sheet" else Span(asked.since, asked.until)


async def _lines(work: Work, which: Statement, asked: Span, country: str, codes: Iterable[str]) -> list[Line]:
    """Of the whole chart: what a rubric is made of is told by accounts, used or not."""
    of = _explained(which, asked)
    balances = dict.fromkeys(codes, Decimal(0)) | await by_code(work, of.since, of.until)
    return balance_sheet(balances, country) if which == "balance-sheet" else profit_and_loss(balances, country)


def _shown(
    now: list[Line],
    before: list[Line] | None,
    names: dict[str, str],
    explained: tuple[Span, Span | None],
    language: str,
) -> list[RubricRead]:
    """`explained`: the days behind the figures of this period, and behind those of the other one."""
    days, days_before = explained
    numbers = Chart(names)
    earlier = {each.code: each for each in before or []}
    lines = []
    for each in now:
        then = earlier.get(each.code)
        was = dict(then.accounts) if then else {}
        is_ = dict(each.accounts)
        lines.append(
            RubricRead(
                code=each.code,
                name=each.rubric.name(language),
                level=each.rubric.level,
                amount=each.amount,
                previous_amount=then.amount if then else None,
                accounts=[
                    RubricAccount(
                        account_code=code,
                        account_name=names.get(code, code),
                        amount=is_.get(code, Decimal(0)),
                        previous_amount=was.get(code, Decimal(0)) if before is not None else None,
                        drill=days.drill([numbers.alone(code)]),
                        previous_drill=days_before.drill([numbers.alone(code)])
                        if days_before and code in was
                        else None,
                    )
                    for code in sorted({*is_, *was})
                ],
                drill=days.drill(numbers.told(each.made_of)),
                previous_drill=days_before.drill(numbers.told(then.made_of)) if days_before and then else None,
            )
        )
    return lines
