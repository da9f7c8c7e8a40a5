"""What a grid is made of: each posting that counts in it, with its entry, its invoice and who it is with."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from accounting.vat import VatPeriod, grids
from app.core.listing import Listing, Shape, Sort
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity import companies
from app.modules.invoicing.models import Invoice
from app.modules.ledger.models import Account, Entry, Posting
from app.modules.vat.errors import GridUnknown
from app.modules.vat.queries import closed_return, counting_in
from app.modules.vat.schemas import GridLine

LINES = Listing(
    name="vat-grid",
    sorts={"booked_on": Sort(Posting.booked_on, date.fromisoformat)},
    default="booked_on",
    key=Posting.id,
)


async def lines(work: Work, name: str, grid: str) -> tuple[Select[Any], Shape]:
    """The postings behind a grid and how they are shown; behind a total or result, those of all that it comes from.

    A posting in several of those shows the first. Raises PeriodUnknown, GridUnknown, VatPeriodFiledOtherwise.
    """
    period, country = VatPeriod.named(name), (await companies.read(work)).country
    wanted = behind(grid, country)
    await closed_return(work, period)

    async def shape(work: Work, rows: Sequence[Posting]) -> list[GridLine]:
        return await _shown(work, rows, wanted)

    return counting_in(period, wanted), shape


def behind(grid: str, country: str) -> list[str]:
    """Raises GridUnknown."""
    known = grids.grids_of(country)
    if grid not in known:
        raise GridUnknown(f"{grid[:10]} is no grid of the return", field="grid", value=grid[:10])
    made_of = {"total": ("due",), "result": ("due", "deductible")}.get(known[grid].kind)
    return [grid] if made_of is None else [each.grid for each in known.values() if each.kind in made_of]


async def _shown(work: Work, rows: Sequence[Posting], wanted: Sequence[str]) -> list[GridLine]:
    entries = await _by_id(work, Entry, {each.entry_id for each in rows})
    accounts = await _by_id(work, Account, {each.account_id for each in rows})
    originals = {each.reverses_id or each.id for each in entries.values()}
    found = await work.session.scalars(select(Invoice).where(Invoice.entry_id.in_(originals)))
    invoices = {each.entry_id: each for each in found}
    known = {each.contact_id for each in rows} | {each.contact_id for each in invoices.values()}
    contacts = await _by_id(work, Contact, {each for each in known if each})
    lines = []
    for each in rows:
        entry, account = entries[each.entry_id], accounts[each.account_id]
        invoice = invoices.get(entry.reverses_id or entry.id)
        contact = contacts.get(each.contact_id or (invoice.contact_id if invoice else None))
        marked = next(grid for grid in each.grids if grid[1:] in wanted)
        amount = each.debit + each.credit
        lines.append(
            GridLine(
                posting_id=each.id,
                booked_on=each.booked_on,
                entry_id=entry.id,
                entry_number=entry.number,
                memo=each.memo or entry.memo,
                account_code=account.code,
                account_name=account.name(work.language),
                grid=marked,
                amount=amount if marked[0] == "+" else -amount,
                source_type=entry.source_type,
                source_id=entry.source_id,
                invoice_id=invoice.id if invoice else None,
                invoice_number=invoice.number if invoice else None,
                contact_id=contact.id if contact else None,
                contact_name=contact.name if contact else None,
            )
        )
    return lines


async def _by_id(work: Work, kind: Any, ids: set[Any]) -> dict[Any, Any]:
    rows = await work.session.scalars(select(kind).where(kind.id.in_(ids)))
    return {each.id: each for each in rows}
