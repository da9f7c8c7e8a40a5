"""A file of open items: read, held against what is known, and set with the balances that stand, unless only tried."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from accounting import open_item_files, opening
from accounting.errors import DomainError, Violation
from accounting.identifiers import InvalidIdentifier, parse_vat_number
from accounting.journal import Posting, debit
from accounting.opening import Direction, Key, OpeningItem, OpenItemTwice
from accounting.sheets import Sheet
from app.core.errors import ViolationRead
from app.core.work import Work
from app.modules.contacts import queries as contact_queries
from app.modules.contacts.models import Contact
from app.modules.identity.models import Tenant
from app.modules.ledger.errors import ContactUnknown
from app.modules.opening import lines, queries, service
from app.modules.opening.errors import OpeningBalancesNeeded, OpenItemsRefused
from app.modules.opening.schemas import (
    ImportedItem,
    ImportedItems,
    OpeningItemSet,
    OpeningRead,
    TieRead,
)

SHOWN = 1000


@dataclass(slots=True)
class Plan:
    """The items that would be there, by what tells them apart, and what becomes of each row."""

    opening: OpeningRead
    own: Tenant
    contacts: Sequence[Contact]
    items: dict[Key, OpeningItem]
    results: list[ImportedItem] = field(default_factory=list)
    told: set[Key] = field(default_factory=set)

    def contact(self, said: dict[str, Any]) -> Contact | None:
        """By VAT number, else by name: of several with that name, the one that is not put away."""
        if number := _vat_number(said.get("vat_number"), self.own.country):
            return next((each for each in self.contacts if each.vat_number == number), None)
        named = [each for each in self.contacts if each.name.casefold() == str(said.get("contact", "")).casefold()]
        active = [each for each in named if each.archived_at is None]
        return active[0] if len(active) == 1 else named[0] if len(named) == 1 else None


async def import_file(work: Work, content: bytes, direction: Direction | None, *, dry_run: bool) -> ImportedItems:
    """The file's items beside those that are there; one with the same contact and number takes that one's place.

    Where a row cannot be read nothing is written. Raises FileUnreadable, OpeningBalancesNeeded, OpenItemsRefused, and
    as `service.write` does.
    """
    sheet, rows = await asyncio.to_thread(open_item_files.read, content, direction, work.today)
    if not dry_run:
        await service.hold(work)
    found = await queries.opening(work)
    if found.entry is None:
        raise OpeningBalancesNeeded
    standing = [lines.as_item(each) for each in await queries.items(work)]
    contacts = (await work.session.scalars(contact_queries.every_contact())).all()
    plan = Plan(found, await queries.own_company(work), contacts, {each.key: each for each in standing})
    headers = {name: header for header, name in sheet.columns.items()}
    for row in rows:
        plan.results.append(_planned(row, plan, headers))
    if not dry_run:
        await _write(work, plan)
    return _told(sheet, plan, dry_run=dry_run)


def _planned(row: open_item_files.Row, plan: Plan, headers: dict[str, str]) -> ImportedItem:
    wrong, outcome = list(row.wrong), "failed"
    if not wrong:
        try:
            outcome = _take(row.said, plan)
        except ValidationError as error:
            wrong = [Violation(e["type"], e["msg"], str(e["loc"][0]), e.get("input")) for e in error.errors()]
        except DomainError as error:
            wrong = error.violations()
    return ImportedItem.model_validate(
        {
            "row": row.number,
            "outcome": outcome,
            "number": row.said.get("number"),
            "contact_name": row.said.get("contact"),
            "amount": row.said.get("amount"),
            "errors": [_named(each, headers) for each in wrong],
        }
    )


def _take(said: dict[str, Any], plan: Plan) -> str:
    contact = plan.contact(said)
    if contact is None:
        raise ContactUnknown(f"nobody is called {said['contact'][:60]}", field="contact", value=said["contact"])
    assert plan.opening.entry is not None
    facts = {name: value for name, value in said.items() if name in OpeningItemSet.model_fields}
    asked = OpeningItemSet.model_validate(
        {name: str(value) if name.startswith("amount") else value for name, value in facts.items()}
        | {"contact_id": contact.id}
    )
    due = {key: each.due_on for key, each in plan.items.items()}
    item = lines.one(asked, plan.opening.entry.booked_on, plan.own, {contact.id: contact}, due)
    if item.key in plan.told:
        raise OpenItemTwice(field="number", value=item.number)
    plan.told.add(item.key)
    before = plan.items.get(item.key)
    plan.items[item.key] = item
    return "made" if before is None else "unchanged" if before == item else "revised"


async def _write(work: Work, plan: Plan) -> None:
    assert plan.opening.entry is not None
    if wrong := [each for row in plan.results for each in row.errors]:
        raise OpenItemsRefused(
            wrong[0].message, violations=[Violation(each.code, each.message, each.field, each.value) for each in wrong]
        )
    booked_on = plan.opening.entry.booked_on
    await service.write(work, booked_on, _balances(plan), list(plan.items.values()), plan.own)


def _balances(plan: Plan) -> list[Posting]:
    found = plan.opening.balances
    return [
        debit(each.account_code, each.debit - each.credit, each.memo, contact_id=each.contact_id)
        for each in found
        if each.debit != each.credit
    ]


def _told(sheet: Sheet, plan: Plan, *, dry_run: bool) -> ImportedItems:
    count = dict.fromkeys(("made", "revised", "unchanged", "failed"), 0)
    for each in plan.results:
        count[each.outcome] += 1
    failed_first = sorted(plan.results, key=lambda each: (each.outcome != "failed", each.row))
    return ImportedItems(
        dry_run=dry_run,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        columns=sheet.columns,
        ignored=list(sheet.ignored),
        rows=len(plan.results),
        ties=_ties(plan),
        results=sorted(failed_first[:SHOWN], key=lambda each: each.row),
        **count,
    )


def _ties(plan: Plan) -> list[TieRead]:
    return [
        TieRead(
            direction=each.direction,
            account_code=each.account,
            in_balances=each.in_balances,
            in_items=each.in_items,
            difference=each.difference,
        )
        for each in opening.ties(_balances(plan), list(plan.items.values()), plan.own.accounts)
    ]


def _named(each: Violation, headers: dict[str, str]) -> ViolationRead:
    return ViolationRead(
        code=each.code, message=each.message, field=headers.get(each.field or "", each.field), value=each.value
    )


def _vat_number(text: str | None, country: str) -> str | None:
    try:
        return parse_vat_number(text, country=country) if text else None
    except InvalidIdentifier:
        return None
