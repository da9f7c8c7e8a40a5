import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, StringConstraints
from sqlalchemy import Select, Text, case, cast, func, or_, select, text

from accounting import retention
from accounting.retention import DocumentClass
from app.core.days import BOOKS_TIME
from app.core.listing import Asked, Filter, Listing, Shape, Sort
from app.core.mail import MailMessage
from app.core.work import Work
from app.modules.audit import about
from app.modules.audit.errors import AuditEventNotFound
from app.modules.audit.models import AuditEvent
from app.modules.audit.schemas import ActorRead, AuditEventRead, AuditEventRow, RetentionRead
from app.modules.audit.verifying import Row
from app.modules.documents.models import FAILED, REJECTED, Document
from app.modules.identity.models import Tenant
from app.modules.identity.queries import names_of
from app.modules.invoicing.models import Invoice
from app.modules.ledger.models import Entry

ROWS_AT_ONCE = 2000
EventName = Annotated[str, StringConstraints(min_length=1, max_length=60)]


def _named(names: list[str]) -> Any:
    """`document.` is all that happened to documents, `document.read` one name and not `document.reading` too."""
    beginnings = [name for name in names if name.endswith(".")]
    exact = AuditEvent.name.in_([name for name in names if name not in beginnings])
    return or_(exact, *(AuditEvent.name.startswith(name, autoescape=True) for name in beginnings))


def _number(written: str) -> int:
    if not 0 <= (number := int(written)) < 2**63:
        raise ValueError("no such row number")
    return number


LISTING = Listing(
    name="audit-log",
    sorts={"sequence": Sort(AuditEvent.sequence, _number)},
    default="-sequence",
    key=AuditEvent.tenant_id,  # the same for all rows: a sequence ties with no other
    search=(AuditEvent.name, cast(AuditEvent.payload, Text), cast(AuditEvent.origin, Text)),
    searched="in the name, the payload, and where it came from",
    dated=AuditEvent.recorded_at,
    filters={
        "name": Filter(
            AuditEvent.name,
            EventName,
            "a name, such as `document.approved`; with a dot at its end a beginning, such as `document.`",
            _named,
        ),
        "actor_id": Filter(AuditEvent.actor_id, UUID, "who did it"),
    },
)


def events() -> Select[Any]:
    return select(AuditEvent)


@dataclass(frozen=True, slots=True)
class _Shape:
    schema: type[BaseModel]
    of: Shape


def shape_for(asked: Asked) -> _Shape:
    """In a file every row has the same columns."""
    return _Shape(AuditEventRead, shown) if asked.format == "json" else _Shape(AuditEventRow, _as_rows)


async def get(work: Work, sequence: int) -> AuditEventRead:
    """Raises AuditEventNotFound."""
    found = await work.session.scalar(select(AuditEvent).where(AuditEvent.sequence == sequence))
    if found is None:
        raise AuditEventNotFound(f"there is no event {sequence}", field="sequence", value=sequence)
    return (await shown(work, [found]))[0]


async def shown(work: Work, rows: Sequence[AuditEvent]) -> list[AuditEventRead]:
    """Events with the names of people, looked up once."""
    names = await names_of(work, {each.actor_id for each in rows if each.actor_id})
    subjects = await about.subjects(work, [each.payload for each in rows])
    return [
        AuditEventRead(
            sequence=each.sequence,
            name=each.name,
            actor=ActorRead(id=each.actor_id, name=names.get(each.actor_id)) if each.actor_id else None,
            api_key_id=each.origin.get("api_key_id"),
            ip=each.origin.get("ip"),
            user_agent=each.origin.get("user_agent"),
            request_id=each.origin.get("request_id"),
            job_id=each.origin.get("job_id"),
            about=told,
            payload=each.payload,
            recorded_at=each.recorded_at,
            hash=each.hash.hex(),
        )
        for each, told in zip(rows, subjects, strict=True)
    ]


async def _as_rows(work: Work, rows: Sequence[AuditEvent]) -> list[AuditEventRow]:
    return [
        AuditEventRow(
            **each.model_dump(exclude={"type", "actor", "about", "payload"}),
            actor_id=each.actor.id if each.actor else None,
            actor_name=each.actor.name if each.actor else None,
            about=", ".join(subject.name for subject in each.about),
            payload=json.dumps(each.payload, ensure_ascii=False),
        )
        for each in await shown(work, rows)
    ]


_HASHED = case(
    (
        AuditEvent.scheme == 1,
        text("concat_ws('|', tenant_id, sequence, actor_id, name, payload, origin, extract(epoch from recorded_at))"),
    ),
    else_=text(
        "concat_ws('|', scheme, tenant_id, sequence, coalesce(actor_id::text, '-'), extract(epoch from recorded_at),"
        " octet_length(name), name, octet_length(payload::text), payload, origin)"
    ),
)
"""What a row's hash covers, as the trigger `audit.chain` wrote it."""


async def chain(work: Work, after: int | None) -> list[Row]:
    """The next rows of the chain, all columns as they were hashed; none when the end is reached."""
    query = select(AuditEvent.sequence, AuditEvent.scheme, AuditEvent.hash, _HASHED.label("text"))
    if after is not None:
        query = query.where(AuditEvent.sequence > after)
    rows = await work.session.execute(query.order_by(AuditEvent.sequence).limit(ROWS_AT_ONCE))
    return [Row(*row) for row in rows]


async def unmatched_entries(work: Work) -> tuple[int, int]:
    """Journal entries that the log does not mention, and postings in the log whose entry is gone."""
    posted = select(AuditEvent.payload["entry_id"].astext.label("entry_id")).where(AuditEvent.name == "entry.posted")
    logged, entries = posted.subquery(), select(cast(Entry.id, Text).label("id")).subquery()
    unlogged = select(func.count()).where(~select(1).where(logged.c.entry_id == entries.c.id).exists())
    gone = select(func.count()).where(~select(1).where(entries.c.id == logged.c.entry_id).exists())
    return (
        await work.session.scalar(unlogged.select_from(entries)) or 0,
        await work.session.scalar(gone.select_from(logged)) or 0,
    )


_OLDEST: dict[DocumentClass, Any] = {
    DocumentClass.BOOKS: select(func.min(Entry.booked_on)),
    DocumentClass.INVOICES: select(func.min(Invoice.issued_on)),
    DocumentClass.VOUCHERS: select(func.min(Document.uploaded_at)).where(Document.was_booked),
    DocumentClass.AUDIT_LOG: select(func.min(AuditEvent.recorded_at)),
    DocumentClass.NOT_BOOKED: select(
        func.min(func.coalesce(Document.decided_at, Document.read_at, Document.uploaded_at))
    ).where(Document.status.in_([REJECTED, FAILED]), ~Document.was_booked),
    DocumentClass.MAIL_LOG: select(func.min(MailMessage.created_at)),
}


async def kept(work: Work) -> list[RetentionRead]:
    """For each class of documents how long it is kept, and how old this company's oldest is."""
    country = await work.session.scalar(select(Tenant.country).where(Tenant.id == work.tenant_id)) or "BE"
    return [_kept(each, await work.session.scalar(_OLDEST[each]), country, work.today) for each in DocumentClass]


def _kept(document_class: DocumentClass, oldest: date | datetime | None, country: str, today: date) -> RetentionRead:
    day = oldest.astimezone(BOOKS_TIME).date() if isinstance(oldest, datetime) else oldest
    rule = retention.rule_for(document_class, day or today, country, today)
    return RetentionRead(
        document_class=document_class,
        years=rule.years,
        since=rule.since if rule.since > date.min else None,
        source=rule.source,
        oldest=day,
        may_be_removed_from=retention.removable_from(document_class, day, country, today) if day else None,
        removed_on=retention.removed_on(document_class, day, today) if day else None,
    )
