"""Setting the opening balances and what was open in them, as often as it takes to get them right."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from accounting import journal
from accounting.opening import OpeningItem, by_day, itemised
from app.core.events import values_of
from app.core.models import new_id
from app.core.versions import state_of, unless_changed
from app.core.work import Work
from app.modules.contacts.models import Contact
from app.modules.identity.models import Tenant
from app.modules.invoicing import paper
from app.modules.invoicing.errors import PaidBeforeOpening
from app.modules.invoicing.models import Invoice
from app.modules.ledger import service as ledger
from app.modules.ledger.errors import LaterStepFirst
from app.modules.ledger.models import Entry
from app.modules.ledger.wording import opening_memo, opening_replaced
from app.modules.opening import lines, queries
from app.modules.opening.schemas import OpeningRead, SetOpening

JOURNAL = "miscellaneous"
hold = ledger.hold
TOLD = ("status", "kind", "number", "issued_on", "due_on", "currency", "total_amount", "total_in_books", "opened_on")
"""What the audit log tells of an open item."""


async def put(work: Work, asked: SetOpening, seen: int | None = None) -> OpeningRead:
    """These balances and open items and no others: what was there before is reversed. The same again change nothing.

    An empty list takes the balances back, and their open items. Raises PostingsRefused, OpenItemsRefused,
    OpenItemsDiffer, LaterStepFirst, PaidBeforeOpening, EntryUnbalanced, EntryEmpty, AccountUnknown, PeriodLocked,
    YearClosed, InvoiceBookedAlready, ChangedMeanwhile.
    """
    await ledger.hold(work)
    if seen is not None:
        unless_changed(state_of(await queries.opening(work)), seen)
    own = await queries.own_company(work)
    items = await _items(work, asked, own, [lines.as_item(each) for each in await queries.items(work)])
    balances = lines.postings(asked.balances, own.currency)
    return await write(work, asked.booked_on, balances, items, own, difference_account=asked.difference_account)


async def write(
    work: Work,
    on: date,
    balances: Sequence[journal.Posting],
    told: Sequence[OpeningItem],
    own: Tenant,
    *,
    difference_account: str | None = None,
) -> OpeningRead:
    """What was weighed, however many open items; under the books' lock. Raises as `put`, once that has weighed."""
    standing = {each.key: (row, each) for row in await queries.items(work, lock=True) for each in [lines.as_item(row)]}
    items = sorted(told, key=by_day)
    postings = await _postings(work, balances, items, own, difference_account)
    kept = [standing[each.key][0] for each in items if each.key in standing and standing[each.key][1] == each]
    keys = {lines.as_item(row).key for row in kept}
    _unless_settled([row for key, (row, _) in standing.items() if key not in keys])
    before = await queries.entry(work)
    if before is None or on > before.booked_on:
        await _unless_settled_before(work, on)
    same = before is not None and len(kept) == len(items) == len(standing) and before.booked_on == on
    if before is not None and same and await ledger.postings_of(work, before.id) == postings:
        return await queries.opening(work)
    entry = await _post(work, on, postings) if postings else None
    for row in kept:
        assert entry is not None
        row.entry_id, row.opened_on = entry.id, on
        row.version += 1
    await work.session.flush()
    if before is not None:
        await ledger.reverse(work, before.id, opening_replaced(work.language), before.booked_on)
    if entry is not None:
        await _open(work, [each for each in items if each.key not in keys], entry, own)
    return await queries.opening(work)


async def entry_reversed(work: Work, *, entry_id: UUID, **_: object) -> None:
    """Open items leave the books with the balances that they stood in. Raises LaterStepFirst."""
    gone = [each for each in await queries.items(work, lock=True) if each.entry_id == entry_id]
    _unless_settled(gone)
    for each in gone:
        before, each.status = each.status, "reversed"
        each.version += 1
    await work.session.flush()
    for each in gone:
        await work.record(
            "invoice.unbooked",
            invoice_id=each.id,
            entry_id=entry_id,
            old={"status": before},
            new={"status": each.status},
        )


async def _items(work: Work, asked: SetOpening, own: Tenant, standing: Sequence[OpeningItem]) -> list[OpeningItem]:
    if asked.items is not None:
        return await lines.items(work, asked.items, asked.booked_on, own, standing)
    if not asked.balances:
        return []
    lines.check_still_before(standing, asked.booked_on)
    return list(standing)


async def _postings(
    work: Work,
    balances: Sequence[journal.Posting],
    items: Sequence[OpeningItem],
    own: Tenant,
    difference_account: str | None,
) -> list[journal.Posting]:
    found = itemised(balances, items, own.accounts, own.currency)
    gap = journal.difference(found)
    if gap and difference_account:
        found.append(journal.credit(difference_account, gap))
    await ledger.account_ids(work, [each.account for each in found], field="balances")
    return found


async def _post(work: Work, on: date, postings: Sequence[journal.Posting]) -> Entry:
    return await ledger.post(
        work,
        journal_name=JOURNAL,
        on=on,
        memo=opening_memo(on, work.language),
        postings=postings,
        kind="opening",
    )


def _unless_settled(gone: Sequence[Invoice]) -> None:
    """Raises LaterStepFirst."""
    settled = [each.number or "" for each in gone if queries.is_settled(each)]
    if settled:
        more = f" and {len(settled) - 3} more" if len(settled) > 3 else ""
        raise LaterStepFirst(
            f"{', '.join(settled[:3])}{more}: paid or credited since; undo that first", field="items", value=settled[0]
        )


async def _unless_settled_before(work: Work, on: date) -> None:
    """What was paid before the books begin was not open then: its balance holds the money. Raises PaidBeforeOpening."""
    if first := await queries.first_settled(work, before=on):
        number, day = first
        raise PaidBeforeOpening(f"{number}: paid or credited on {day}", field="booked_on", value=str(on))


async def _open(work: Work, items: Sequence[OpeningItem], entry: Entry, own: Tenant) -> None:
    contacts = await lines.contacts(work, {each.contact_id for each in items})
    made = [_invoice(work, each, entry, own, contacts[each.contact_id]) for each in items]
    work.session.add_all(made)
    await work.session.flush()
    for row in made:
        await work.record(
            "invoice.opened",
            invoice_id=row.id,
            entry_id=entry.id,
            contact_id=row.contact_id,
            direction=row.direction,
            number=row.number,
            new=values_of(row, *TOLD),
        )


def _invoice(work: Work, item: OpeningItem, entry: Entry, own: Tenant, contact: Contact) -> Invoice:
    if item.direction == "sale":
        contact.is_customer = True
    else:
        contact.is_supplier = True
    return Invoice(
        id=new_id(),
        direction=item.direction,
        kind=item.kind,
        status="issued",
        number=item.number,
        contact_id=item.contact_id,
        issued_on=item.issued_on,
        due_on=item.due_on,
        opened_on=entry.booked_on,
        currency=item.currency,
        exchange_rate=item.rate,
        language=contact.language or paper.language_of(contact, own),
        net_amount=item.amount,
        total_amount=item.amount,
        total_in_books=item.in_books,
        vat_groups=[],
        payment_reference=item.reference,
        entry_id=entry.id,
        created_by=work.actor_id,
        issued_by=work.actor_id,
        issued_at=work.now,
    )
