"""Which series a company's papers take their numbers from, and where a new one begins."""

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert as upsert

from app.core.versions import state_of, unless_changed
from app.core.work import Work
from app.modules.invoicing import numbering
from app.modules.invoicing.errors import NumberSeriesBegun
from app.modules.invoicing.models import Invoice, InvoiceNumber, NumberSeries
from app.modules.invoicing.schemas.numbers import NumberSeriesChoose, NumberSeriesRead, SaleKind
from app.modules.ledger import service as ledger


async def every(work: Work, year: int | None = None) -> list[NumberSeriesRead]:
    """One line for each kind of paper, for the fiscal year that is called so, else the one that today is in."""
    year = year or await numbering.fiscal_year(work, work.today)
    chosen = await numbering.chosen(work)
    counters = await work.session.scalars(select(InvoiceNumber).where(InvoiceNumber.year == year))
    last = {each.series: each.last for each in counters}
    begun = {each: await _begun(work, each, year) for each in set(chosen.values())}
    shown = [
        NumberSeriesRead(
            kind=kind,
            series=series,
            year=year,
            last_number=last.get(series, 0),
            next=numbering.written(series, year, last.get(series, 0) + 1),
            begun=begun[series],
        )
        for kind, series in chosen.items()
    ]
    return [each.model_copy(update={"version": state_of(each)}) for each in shown]


async def choose(work: Work, kind: SaleKind, asked: NumberSeriesChoose, seen: int | None = None) -> NumberSeriesRead:
    """The series from now on, and where it begins in a fiscal year; what was issued keeps its number.

    Raises SeriesOfAnotherKind, NumberSeriesBegun, ChangedMeanwhile.
    """
    await ledger.hold(work)  # nobody issues meanwhile
    [before] = [each for each in await every(work, asked.year) if each.kind == kind]
    unless_changed(before.version, seen)
    series = asked.series or before.series
    if series != before.series:
        await _take(work, kind, series)
    if asked.next_number is not None:
        if await _begun(work, series, before.year):
            raise NumberSeriesBegun(field="next_number", value=str(asked.next_number))
        counter = {"series": series, "year": before.year, "last": asked.next_number - 1}
        await work.session.execute(
            upsert(InvoiceNumber)
            .values(**counter)
            .on_conflict_do_update(index_elements=["tenant_id", "series", "year"], set_={"last": counter["last"]})
        )
    [after] = [each for each in await every(work, asked.year) if each.kind == kind]
    if after.next != before.next:
        old, new = ({"series": each.series, "next": each.next} for each in (before, after))
        await work.record("numbers.chosen", kind=kind, old=old, new=new)
    return after


async def _take(work: Work, kind: SaleKind, series: str) -> None:
    await numbering.check_series(work, kind, series)
    statement = upsert(NumberSeries).values(kind=kind, series=series)
    await work.session.execute(
        statement.on_conflict_do_update(index_elements=["tenant_id", "kind"], set_={"series": series})
    )


async def _begun(work: Work, series: str, year: int) -> bool:
    """Whether it gave out a number in that year; what an open item is called another program gave it."""
    named = Invoice.number.startswith(numbering.prefix(series, year), autoescape=True)
    ours = (Invoice.direction == "sale", Invoice.opened_on.is_(None), named)
    return bool(await work.session.scalar(select(exists().where(*ours))))
