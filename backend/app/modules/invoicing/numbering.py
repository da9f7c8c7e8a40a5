"""Numbers without a gap and without a duplicate: taken in the transaction that issues, under the counter's lock."""

from datetime import date
from typing import cast

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert

from accounting.identifiers import make_structured_reference
from app.core.work import Work
from app.modules.identity.models import Tenant
from app.modules.invoicing.errors import NumbersRunOut
from app.modules.invoicing.models import InvoiceNumber, NumberSeries
from app.modules.invoicing.schemas.numbers import SaleKind
from app.modules.ledger.models import FiscalYear

SERIES: dict[SaleKind, str] = {"invoice": "F", "credit_note": "C", "quote": "O"}
"""Where nobody chose a series: factuur/facture, creditnota, offerte."""

MOST = 999_999


async def fiscal_year(work: Work, on: date, own: Tenant) -> int:
    """The year that a fiscal year is called by: the one in which it ends."""
    ends = await work.session.scalar(
        select(FiscalYear.ends_on).where(FiscalYear.starts_on <= on, FiscalYear.ends_on >= on)
    )
    if ends is not None:
        return ends.year
    return on.year if on.month < own.year_starts_in or own.year_starts_in == 1 else on.year + 1


async def next_number(work: Work, series: str, year: int) -> int:
    """The next one of a series and year. It is given back when the transaction fails. Raises NumbersRunOut."""
    statement = upsert(InvoiceNumber).values(series=series, year=year, last=1)
    last = await work.session.scalar(
        statement.on_conflict_do_update(
            index_elements=["tenant_id", "series", "year"], set_={"last": InvoiceNumber.last + 1}
        ).returning(InvoiceNumber.last)
    )
    assert last is not None
    if last > MOST:
        raise NumbersRunOut(f"{series}{year} has reached {MOST}")
    return int(last)


async def chosen(work: Work) -> dict[SaleKind, str]:
    """The series that each kind of paper takes its numbers from."""
    rows = await work.session.scalars(select(NumberSeries))
    return SERIES | {cast(SaleKind, each.kind): each.series for each in rows}


def prefix(series: str, year: int) -> str:
    """How every number of a series and year begins."""
    return f"{series}{year}-"


def written(series: str, year: int, number: int) -> str:
    """As it stands on the invoice.

    >>> written("F", 2026, 42)
    'F2026-00042'
    """
    return f"{prefix(series, year)}{number:05d}"


def reference(series: str, year: int, number: int) -> str:
    """The structured reference of an invoice: year, series and number in ten digits, and two that prove them.

    >>> reference("F", 2026, 42)
    '+++260/0000/04214+++'
    """
    of_series = (
        0 if series == SERIES["invoice"] else 1 + sum(ord(each) * 31**place for place, each in enumerate(series)) % 99
    )
    return make_structured_reference((year % 100 * 100 + of_series) * 1_000_000 + number)
