"""What events are about, in words: the file name of a document, the number of an entry or invoice.

Of these the log keeps the id, and the number of what was booked; a file's name is looked up when somebody reads, and is
gone with its document. The log can never forget. Of our own people it keeps ids, and of their names and addresses
fingerprints, as of the addresses that mail went to. Contacts are in it as they were in the books, by name and with what
changed of them: it is evidence, kept as long as the books it proves (GDPR art. 17(3)(b)).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, get_args
from uuid import UUID

from sqlalchemy import select

from app.core.work import Work
from app.modules.audit.schemas import SubjectRead
from app.modules.documents.models import Document
from app.modules.invoicing.models import Invoice
from app.modules.ledger.models import Entry

Kind = Literal["document", "invoice", "entry"]
NAMED: Mapping[Kind, Any] = {"document": Document.filename, "invoice": Invoice.number, "entry": Entry.number}


async def subjects(work: Work, payloads: Sequence[Mapping[str, Any]]) -> list[list[SubjectRead]]:
    """For each payload what it names and is still there; one look-up per kind."""
    named = [list(_named(payload)) for payload in payloads]
    names: dict[tuple[Kind, UUID], str] = {}
    for kind in get_args(Kind):
        ids = {each for keys in named for what, each in keys if what == kind}
        if ids:
            names |= {(kind, each): name for each, name in await _names(work, kind, ids) if name}
    return [[SubjectRead(type=key[0], id=key[1], name=names[key]) for key in keys if key in names] for keys in named]


async def _names(work: Work, kind: Kind, ids: set[UUID]) -> list[tuple[UUID, str | None]]:
    column = NAMED[kind]
    rows = await work.session.execute(select(column.class_.id, column).where(column.class_.id.in_(ids)))
    return [(row[0], row[1]) for row in rows]


def _named(payload: Mapping[str, Any]) -> Iterator[tuple[Kind, UUID]]:
    for kind in get_args(Kind):
        given = payload.get(f"{kind}_id")
        if kind == payload.get("source_type"):
            given = given or payload.get("source_id")
        try:
            yield kind, UUID(given)
        except (TypeError, ValueError, AttributeError):
            continue
