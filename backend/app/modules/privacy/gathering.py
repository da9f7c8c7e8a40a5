"""What goes into an export, written into a piece of it: rows as JSON lines and CSV, originals as they are."""

import csv
import io
import json
import re
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core import storage
from app.core.exporting import harmless
from app.core.storage import ObjectMissing
from app.core.work import Work
from app.modules.documents.models import Document
from app.modules.identity.models import Membership, Session, Tenant, User
from app.modules.privacy import tables, telling
from app.modules.privacy.archive import Piece
from app.modules.privacy.tables import ABOUT_A_PERSON, Table

IN_A_COMPANY = "tenant_id = accounting.current_tenant()"
MINE = "accounting.current_actor()"
OWN_TABLES = {
    "accounting.users": f"id = {MINE}",
    "accounting.sessions": f"user_id = {MINE}",
    "accounting.refresh_tokens": f"user_id = {MINE}",
    "accounting.memberships": f"user_id = {MINE}",
    "accounting.authenticators": f"user_id = {MINE}",
    "accounting.recovery_codes": f"user_id = {MINE}",
    "accounting.mailed_tokens": f"user_id = {MINE}",
}
LINES_AT_ONCE = 500
UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


async def company(piece: Piece, work: Work) -> None:
    """Every table of the company, its people, and a word on what is what. `work` must see one moment."""
    moment, language = work.now, await language_of(work)
    tenant = await work.session.get_one(Tenant, work.tenant_id)
    everything = await tables.catalogue(work)
    told = telling.COMPANY[language].format(name=tenant.name, taken_at=_minute(moment))
    piece.put("README.txt", moment, told.encode())
    own = next(each for each in everything if each.name == "accounting.tenants")
    await _table(piece, moment, work, own, "id = accounting.current_tenant()")
    people = next(each for each in everything if each.name == "accounting.users")
    condition = f"id in (select user_id from accounting.memberships where {IN_A_COMPANY})"  # noqa: S608
    await _table(piece, moment, work, people, condition, only=["id", "full_name", "email", "language", "created_at"])
    for each in tables.of_a_company(everything):
        await _table(piece, moment, work, each, IN_A_COMPANY)


async def _table(
    piece: Piece, moment: datetime, work: Work, table: Table, condition: str, only: list[str] | None = None
) -> None:
    """One table twice: exact as JSON lines, and harmless as CSV; read once for each, from the same moment."""
    columns = only or list(table.columns)
    with piece.add(f"tables/{table.short}.jsonl", moment) as file:
        async for lines in _lines(work, table.select(columns, condition)):
            file.write("".join(f"{line}\n" for line in lines).encode())
    with piece.add(f"tables/{table.short}.csv", moment) as file:
        file.write(("\ufeff" + _csv([columns])).encode())
        async for lines in _lines(work, table.select(columns, condition)):
            file.write(_csv([[_cell(json.loads(line)[name]) for name in columns] for line in lines]).encode())


async def _lines(work: Work, statement: Any, **values: Any) -> AsyncIterator[list[str]]:
    held: list[str] = []
    async for line in tables.rows(work, statement, **values):
        held.append(line)
        if len(held) == LINES_AT_ONCE:
            yield held
            held = []
    yield held


def _csv(rows: list[list[Any]]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    return harmless(value) if isinstance(value, str) and not _is_number(value) else value


def _is_number(value: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", value) is not None


async def person(piece: Piece, work: Work) -> None:
    """What we know of the person themselves. `work` must see one moment."""
    user = await work.session.get_one(User, work.actor_id)
    told = telling.PERSON[user.language].format(name=user.full_name, taken_at=_minute(work.now))
    piece.put("README.txt", work.now, told.encode())
    for each in await tables.catalogue(work):
        if each.name in OWN_TABLES:
            await _array(piece, work, each, f"you/{each.short}.json", list(each.columns), OWN_TABLES[each.name])


async def companies_of(work: Work) -> list[UUID]:
    """The companies that the person belongs to, and those they have left: what they did there is still on record."""
    is_in, was_in = select(Membership.tenant_id), select(Session.tenant_id)
    both = is_in.where(Membership.user_id == work.actor_id).union(was_in.where(Session.user_id == work.actor_id))
    return sorted(set(await work.session.scalars(both)))


async def traces(piece: Piece, work: Work) -> None:
    """Rows about the person in the company of `work`, and what they did there."""
    user = await work.session.get_one(User, work.actor_id)
    for each in tables.of_a_company(await tables.catalogue(work)):
        if not each.people or each.name in OWN_TABLES:
            continue
        about = each.name in ABOUT_A_PERSON
        # whom I invited is somebody else
        named = [column for column in each.people if not (about and column == "invited_by")]
        condition = " or ".join(f"{column} = {MINE}" for column in named)
        address = next((column for column in ("recipient", "email") if about and column in each.columns), None)
        values = {"email": user.email} if address else {}
        if address:
            condition += f" or {address} = :email"
        name = f"companies/{work.tenant_id}/{'about-you' if about else 'by-you'}/{each.short}.json"
        columns = list(each.columns) if about else each.trace()
        await _array(piece, work, each, name, columns, f"{IN_A_COMPANY} and ({condition})", **values)


async def _array(
    piece: Piece, work: Work, table: Table, name: str, columns: list[str], condition: str, **values: Any
) -> None:
    with piece.add(name, work.now) as file:
        file.write(b"[")
        before = "\n"
        async for lines in _lines(work, table.select(columns, condition), **values):
            for line in lines:
                file.write(f"{before}{line}".encode())
                before = ",\n"
        file.write(b"\n]\n")


async def document_ids(work: Work) -> list[UUID]:
    return list((await work.session.scalars(select(Document.id).order_by(Document.id))).all())


async def documents(work: Work, ids: list[UUID]) -> dict[UUID, Document]:
    """Those that are still there."""
    rows = await work.session.scalars(select(Document).where(Document.id.in_(ids)))
    return {each.id: each for each in rows}


async def original(piece: Piece, document: Document) -> bool:
    """Its bytes as they were uploaded; False if they are gone."""
    try:
        _, chunks = await storage.stream(document.key)
    except ObjectMissing:
        return False
    with piece.add(original_name(document), document.uploaded_at, squeeze=False) as file:
        async for chunk in chunks:
            file.write(chunk)
    return True


def original_name(document: Document) -> str:
    """A name that every system can unpack, and that leads nowhere else."""
    return f"originals/{document.id} {UNFIT.sub('_', document.filename)[:150].rstrip('. ') or 'document'}"


async def language_of(work: Work) -> str:
    """The language of the person who asked."""
    found: str | None = await work.session.scalar(select(User.language).where(User.id == work.actor_id))
    return found or "en"


def _minute(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")
