"""Numbers without a gap and without a duplicate: taken in the transaction that issues, under the counter's lock."""

from datetime import date
from typing import cast

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from accounting.identifiers import make_structured_reference
from app.core.work import Work
from app.modules.identity.models import Tenant
from app.modules.invoicing.errors import IssuedBeforeLast, NumbersRunOut, SeriesOfAnotherKind
from app.modules.invoicing.models import Invoice, InvoiceNumber, NumberSeries
from app.modules.invoicing.schemas.numbers import SaleKind
from app.modules.ledger.spans import span_of

SERIES: dict[SaleKind, str] = {"invoice": "F", "credit_note": "C", "quote": "O"}
"""Where nobody chose a series: factuur/facture, creditnota, offerte."""

ONCE_USUAL = text(
    "select distinct payload -> 'old' ->> 'series' from audit.events"
    " where name = 'numbers.chosen' and payload -> 'old' ->> 'series' <> payload -> 'new' ->> 'series'"
)
MOST = 999_999
CODES = range(1, 100)
"""Of series in references; 00 is the usual one's."""


async def fiscal_year(work: Work, on: date) -> int:
    """The year that a fiscal year is called by: the one in which it ends."""
    return (await span_of(work, on)).ends_on.year


async def next_number(work: Work, series: str, year: int) -> tuple[int, int | None]:
    """The next one of a series and year, with the code of that series in references, if it has one.

    Both are given back when the transaction fails. Raises NumbersRunOut.
    """
    statement = upsert(InvoiceNumber).values(series=series, year=year, last=1)
    row = await work.session.execute(
        statement.on_conflict_do_update(
            index_elements=["tenant_id", "series", "year"], set_={"last": InvoiceNumber.last + 1}
        ).returning(InvoiceNumber.last, InvoiceNumber.reference_code)
    )
    last, code = row.one()
    if last > MOST:
        raise NumbersRunOut(f"{series}{year} has reached {MOST}")
    return last, code


async def new_reference_code(work: Work, series: str, year: int) -> int:
    """What stands for a series in the references of a year, no other one: the first that is free. Raises NumbersRunOut.

    Under the books' lock, so nobody takes the same.
    """
    counted = InvoiceNumber.year == year
    taken = set(await work.session.scalars(select(InvoiceNumber.reference_code).where(counted)))
    code = 0 if series == SERIES["invoice"] else next((each for each in CODES if each not in taken), None)
    if code is None:
        raise NumbersRunOut(f"{len(CODES)} series have invoices of {year} already")
    await work.session.execute(
        update(InvoiceNumber).where(counted, InvoiceNumber.series == series).values(reference_code=code)
    )
    return code


async def check_series(work: Work, kind: SaleKind, series: str) -> None:
    """Invoices and credit notes may share a series; a quote that became nothing would leave a gap in it.

    Raises SeriesOfAnotherKind.
    """
    others: set[str] = {other for other, theirs in (await chosen(work)).items() if other != kind and theirs == series}
    others |= await _used_by(work, series) - {kind}
    if others and (kind == "quote" or "quote" in others):
        raise SeriesOfAnotherKind(field="series", value=series)


async def _used_by(work: Work, series: str) -> set[str]:
    """The kinds of its last paper of each year: as quotes never share a series, they speak for all of them."""
    years = await work.session.execute(
        select(InvoiceNumber.year, InvoiceNumber.last).where(InvoiceNumber.series == series)
    )
    last = [written(series, year, number) for year, number in years]
    sold = (Invoice.direction == "sale", Invoice.number.in_(last), Invoice.opened_on.is_(None))
    return set(await work.session.scalars(select(Invoice.kind).where(*sold)))


async def check_day(work: Work, invoice: Invoice, series: str, year: int, number: int) -> None:
    """Whether it is issued no earlier than what has the number before: numbers follow days (VAT directive art. 226).

    Under the lock of the counter, so nobody comes between. Raises IssuedBeforeLast.
    """
    last = await _day_of(work, before := written(series, year, number - 1))
    if last is not None and invoice.issued_on is not None and invoice.issued_on < last:
        raise IssuedBeforeLast(
            f"{before} is of {last}: issue this on {last} or later, or in another series",
            field="issued_on",
            value=str(invoice.issued_on),
        )


async def earliest_day(work: Work, series: str, wanted: date) -> date:
    """The day that is wanted, or that of the last number of its series and year where that is later."""
    year = await fiscal_year(work, wanted)
    counted = (InvoiceNumber.series == series, InvoiceNumber.year == year)
    number = await work.session.scalar(select(InvoiceNumber.last).where(*counted))
    last = await _day_of(work, written(series, year, number)) if number else None
    return max(wanted, last or wanted)


async def _day_of(work: Work, number: str) -> date | None:
    sold = (Invoice.direction == "sale", Invoice.number == number, Invoice.opened_on.is_(None))
    return await work.session.scalar(select(Invoice.issued_on).where(*sold))


async def chosen(work: Work) -> dict[SaleKind, str]:
    """The series that each kind of paper takes its numbers from."""
    rows = await work.session.scalars(select(NumberSeries))
    return SERIES | {cast(SaleKind, each.kind): each.series for each in rows}


async def left(work: Work) -> set[str]:
    """Series that were a kind's usual one until another was chosen, and are nobody's now, as the audit log tells."""
    return set(await work.session.scalars(ONCE_USUAL)) - set((await chosen(work)).values())


def prefix(series: str, year: int) -> str:
    """How every number of a series and year begins."""
    return f"{series}{year}-"


def written(series: str, year: int, number: int) -> str:
    """As it stands on the invoice.

    >>> written("F", 2026, 42)
    'F2026-00042'
    """
    return f"{prefix(series, year)}{number:05d}"


def is_structured(own: Tenant) -> bool:
    """Whether its customers pay with a structured reference, which only Belgian banks prove and carry as such.

    A Dutch company asks for the number of the invoice, unless it is paid on an account in Belgium.
    """
    return own.country == "BE" or (own.iban or "").startswith("BE")


def reference(code: int, year: int, number: int) -> str:
    """The structured reference of an invoice: year, its series' code and number in ten digits, and two that prove them.

    >>> reference(0, 2026, 42)
    '+++260/0000/04214+++'
    """
    return make_structured_reference((year % 100 * 100 + code) * 1_000_000 + number)
