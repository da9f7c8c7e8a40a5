"""A file of contacts: read, held against what is known, and written unless it is only tried.

Planning writes nothing and asks nobody, so a dry run is the same plan, shown.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import insert, text

from accounting.contact_files import OF_THE_EXPORT, payment_terms, read_sheet
from accounting.errors import DomainError, Violation
from accounting.identifiers import country_of
from accounting.postal_addresses import LAND_NAMES
from accounting.sheets import Sheet, yes_or_no
from app.core.errors import ViolationRead
from app.core.models import new_id
from app.core.work import Work
from app.modules.contacts import queries
from app.modules.contacts.errors import ContactExists, ContactInvalid, ContactMerged
from app.modules.contacts.facts import Books, examined, revised
from app.modules.contacts.models import Contact
from app.modules.contacts.schemas import ContactMake, Imported, ImportedRow
from app.modules.contacts.service import write
from app.modules.identity import companies

ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtextextended('contacts ' || accounting.current_tenant(), 0))")
FIELDS = tuple(ContactMake.model_fields)
YES_OR_NO = ("is_business", "is_customer", "is_supplier", "payment_end_of_month")
LANGUAGES = {"ne": "nl", "nl": "nl", "du": "nl", "fr": "fr", "en": "en", "an": "en"}
"""First two letters of a language as somebody wrote it: nederlands, dutch, français, anglais."""
TERMS = "payment_days"
"""One cell of it that cannot be read costs nothing but that cell."""
TERMS_UNREADABLE, FROM_ELSEWHERE = "payment_terms_unreadable", "vat_number_from_elsewhere"
"""What a row that is read all the same may warn of."""
SHOWN = 1000
AT_ONCE = 500


@dataclass(slots=True)
class State:
    """A contact as it will be when the rows so far are written; `made_now` when one of them makes it."""

    id: UUID
    facts: dict[str, Any]
    is_archived: bool = False
    made_now: bool = False
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Known:
    """Everybody, found by what a row may say of them."""

    country: str
    books: Books
    by_id: dict[UUID, State] = field(default_factory=dict)
    by_vat_number: dict[str, State] = field(default_factory=dict)
    by_name: dict[str, list[State]] = field(default_factory=dict)
    merged: dict[UUID, str] = field(default_factory=dict)
    """Whom a contact was merged into: a row of before the merge is nobody's any more."""

    def add(self, state: State) -> None:
        self.by_id[state.id] = state
        if number := state.facts["vat_number"]:
            self.by_vat_number[number] = state
        named = self.by_name.setdefault(state.facts["name"].lower(), [])
        if all(each is not state for each in named):
            named.append(state)

    def find(self, row_id: str | None, facts: dict[str, Any]) -> State | None:
        """By our own id, by VAT number, else by name: of several with that name, the one without a VAT number.

        A number that nobody has is of the one business of that name that lacks it: a private person of that name is
        somebody else, unless the row makes them a business. Raises ContactMerged.
        """
        own = (_uuid(row_id) if row_id else None) or UUID(int=0)
        if into := self.merged.get(own):
            raise ContactMerged(f"it was merged into {into}", field="id", value=into)
        if state := self.by_id.get(own):
            return state
        number = facts.get("vat_number")
        if number and (state := self.by_vat_number.get(number)):
            return state
        named = self.by_name.get(facts["name"].lower(), [])
        bare = [each for each in named if not each.facts["vat_number"]]
        if number:
            company = facts.get("enterprise_number")
            trading = [each for each in bare if facts.get("is_business", each.facts["is_business"])]
            return next((each for each in trading if each.facts["enterprise_number"] in (None, company)), None)
        return bare[0] if bare else named[0] if len(named) == 1 else None

    def clash(self, state: State, facts: dict[str, Any]) -> str | None:
        """Which field somebody else has already."""
        number = facts.get("vat_number", state.facts["vat_number"])
        if number:
            return "vat_number" if self.by_vat_number.get(number, state) is not state else None
        name = facts.get("name", state.facts["name"]).lower()
        others = (each for each in self.by_name.get(name, []) if not each.facts["vat_number"] and each is not state)
        return "name" if any(others) else None


async def import_file(work: Work, content: bytes, *, dry_run: bool) -> Imported:
    """Rows that cannot be read are named and left out; the others are written. The same file again changes nothing.

    Raises FileUnreadable, ContactExists.
    """
    sheet = await asyncio.to_thread(read_sheet, content)
    if not dry_run:
        await work.session.execute(ONE_AT_A_TIME)
    contacts = {each.id: each for each in await work.session.scalars(queries.every_contact())}
    country = (await companies.read(work)).country
    known = Known(country, Books(country, await queries.accounts(work)))
    for each in contacts.values():
        facts = {name: getattr(each, name) for name in FIELDS}
        known.add(State(each.id, facts, is_archived=each.archived_at is not None))
    known.merged = await queries.merged_names(work)
    results = await asyncio.to_thread(plan, sheet, known)
    told = _told(sheet, results, dry_run)
    if not dry_run:
        await _write(work, known, contacts)
        await work.record("contacts.imported", rows=told.rows, made=told.made, revised=told.revised, failed=told.failed)
    return told


def plan(sheet: Sheet, known: Known) -> list[ImportedRow]:
    """What becomes of each row, one after the other: a later row knows what an earlier one made."""
    headers = {name: header for header, name in sheet.columns.items()}
    return [_planned(number, cells, known, headers) for number, cells in sheet.rows]


def _planned(number: int, cells: dict[str, str], known: Known, headers: dict[str, str]) -> ImportedRow:
    def told(violations: Sequence[Violation]) -> list[ViolationRead]:
        return [
            ViolationRead(
                code=each.code, message=each.message, field=headers.get(each.field or "", each.field), value=each.value
            )
            for each in violations
        ]

    try:
        asked, wrong = _asked(cells)
        facts = _proven(asked, [each for each in wrong if each.field != TERMS], known)
        state = known.find(cells.get("id"), facts)
        if state is None:
            row, now = _made(number, facts, known), facts
        else:
            home = state.facts["country"] or known.country
            facts = revised(asked, vat_number=state.facts["vat_number"], country=home, books=known.books)
            row, now = _revised(number, facts, state, known), state.facts
    except DomainError as error:
        name = cells.get("name") or None
        return ImportedRow(row=number, outcome="failed", contact_id=None, name=name, errors=told(error.violations()))
    unread = [each for each in wrong if each.field == TERMS]
    return row.model_copy(update={"warnings": told([*unread, *_from_elsewhere(asked, now)])})


def _from_elsewhere(asked: dict[str, Any], facts: dict[str, Any]) -> list[Violation]:
    """A VAT number of one country beside an address in another: right of who is registered abroad, else a slip."""
    number, country = asked.get("vat_number") and facts["vat_number"], facts.get("country")
    if not number or not country or country_of(number) == country:
        return []
    return [Violation(FROM_ELSEWHERE, f"{number}, and the country is {country}", "vat_number", number)]


def _made(number: int, facts: dict[str, Any], known: Known) -> ImportedRow:
    state = State(new_id(), ContactMake.model_construct(**facts).model_dump(), made_now=True)
    if taken := known.clash(state, {}):
        raise ContactExists(field=taken, value=facts[taken])
    known.add(state)
    return ImportedRow(row=number, outcome="made", contact_id=state.id, name=facts["name"])


def _revised(number: int, facts: dict[str, Any], state: State, known: Known) -> ImportedRow:
    differing = {name: value for name, value in facts.items() if state.facts[name] != value}
    if taken := known.clash(state, differing):
        raise ContactExists(field=taken, value=facts.get(taken))
    changes = {name: [state.facts[name], value] for name, value in differing.items()}
    state.facts |= differing
    state.changes |= differing
    known.add(state)
    return ImportedRow(
        row=number,
        outcome="revised" if changes else "unchanged",
        contact_id=state.id,
        name=state.facts["name"],
        is_archived=state.is_archived,
        changes=changes,
    )


def _asked(cells: dict[str, str]) -> tuple[dict[str, Any], list[Violation]]:
    """The filled cells as fields, of which an empty one leaves what is known; and those that cannot be read."""
    said: dict[str, Any] = {name: cell for name, cell in cells.items() if cell and name in FIELDS}
    readers: dict[str, Callable[[str], Any]] = {
        **dict.fromkeys(YES_OR_NO, _yes_or_no),
        "language": lambda cell: LANGUAGES.get(cell.strip().lower()[:2], cell),
        "country": lambda cell: LAND_NAMES.get(cell.strip().lower(), cell),
    }
    given = {name: readers[name](cell) if name in readers else cell for name, cell in said.items()}
    if terms := said.get("payment_days"):
        given["payment_days"], waits = payment_terms(terms)
        if waits and "payment_end_of_month" not in given:
            given["payment_end_of_month"] = said["payment_end_of_month"] = True
    wrong = list[Violation]()
    try:
        read = ContactMake.model_validate(given)
    except ValidationError as error:
        for each in error.errors():
            name = str(each["loc"][0])
            code = TERMS_UNREADABLE if name == TERMS else each["type"]
            wrong.append(Violation(code, each["msg"], name, said.get(name)))
        legible = {name: value for name, value in given.items() if name not in {each.field for each in wrong}}
        read = ContactMake.model_validate({"name": "?"} | legible)
    return read.model_dump(include=said.keys() - {each.field for each in wrong} | {"name"}), wrong


def _proven(asked: dict[str, Any], wrong: list[Violation], known: Known) -> dict[str, Any]:
    """Raises ContactInvalid with all that is wrong with a row, what could not be read as well."""
    try:
        facts = examined(asked, country=asked.get("country") or known.country, books=known.books)
    except ContactInvalid as error:
        wrong = [*wrong, *error.violations()]
    if wrong:
        raise ContactInvalid("; ".join(each.message for each in wrong), violations=wrong)
    return facts


def _yes_or_no(cell: str) -> Any:
    told = yes_or_no(cell)
    return cell if told is None else told


async def _write(work: Work, known: Known, contacts: dict[UUID, Contact]) -> None:
    made = [state for state in known.by_id.values() if state.made_now]
    for start in range(0, len(made), AT_ONCE):
        part = made[start : start + AT_ONCE]
        await work.session.execute(insert(Contact), [{"id": each.id, **each.facts} for each in part])
    for each in made:
        await work.record("contact.made", contact_id=each.id, name=each.facts["name"], new=each.facts)
    for state in known.by_id.values():
        if state.changes and not state.made_now:
            await write(work, contacts[state.id], state.changes)


def _told(sheet: Sheet, results: Sequence[ImportedRow], dry_run: bool) -> Imported:
    count = dict.fromkeys(("made", "revised", "unchanged", "failed"), 0)
    for each in results:
        count[each.outcome] += 1
    changing = [each.row for each in results if each.outcome in ("made", "revised")][:SHOWN]
    warned = [each.row for each in results if each.warnings][:SHOWN]
    shown = {*changing, *warned, *[each.row for each in results if each.outcome == "failed"][:SHOWN]}
    return Imported(
        dry_run=dry_run,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        columns=sheet.columns,
        ignored=[each for each in sheet.ignored if each not in OF_THE_EXPORT],
        rows=len(results),
        results=[each for each in results if each.row in shown],
        **count,
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
