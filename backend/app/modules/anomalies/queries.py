from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, cast, func, or_, select, text

from accounting.anomalies import DEFAULTS, Limits
from app.core.days import TODAY
from app.core.listing import Filter, Listing, Sort
from app.core.rows import one
from app.core.work import Work
from app.modules.anomalies.errors import AnomalyRunNotFound, FindingNotFound
from app.modules.anomalies.models import AnomalyRun, AnomalySettings, Finding, FindingDecision
from app.modules.anomalies.schemas.findings import Book, Control, FindingStatus
from app.modules.anomalies.schemas.judging import RunKind, RunStatus

ONE_AT_A_TIME = text(
    "select pg_advisory_xact_lock(hashtextextended('anomalies:' || accounting.current_tenant()::text, 0))"
)


def open_findings(today: Any = TODAY) -> ColumnElement[bool]:
    """Those that wait for somebody: a snoozed one does so again on its day."""
    return or_(Finding.status == "open", and_(Finding.status == "snoozed", Finding.snoozed_until <= today))


CONDITIONS = {
    "open": open_findings(),
    "accepted": Finding.status == "accepted",
    "explained": Finding.status == "explained",
    "snoozed": (Finding.status == "snoozed") & (Finding.snoozed_until > TODAY),
    "gone": Finding.status == "gone",
}
FINDINGS = Listing(
    name="findings",
    sorts={
        "score": Sort(Finding.points, int),
        "booked_on": Sort(func.coalesce(Finding.booked_on, date.min), date.fromisoformat),
        "seen_at": Sort(Finding.seen_at, datetime.fromisoformat),
        "amount": Sort(func.abs(Finding.amount), Decimal),
        "counterparty": Sort(Finding.counterparty),
    },
    default="-score",
    key=Finding.id,
    search=(Finding.counterparty, Finding.reference),
    searched="in the counterparty and the number",
    dated=Finding.booked_on,
    filters={
        "status": Filter(
            None,
            FindingStatus,
            "open ones wait for somebody; without it all but those that are gone",
            where=lambda values: or_(*(CONDITIONS[each] for each in values)),
        ),
        "control": Filter(
            None,
            Control,
            "with a reason of any of these controls",
            where=lambda values: Finding.controls.bool_op("&&")(cast(list(values), Finding.controls.type)),
        ),
        "book": Filter(Finding.book, Book),
        "entry": Filter(
            None,
            UUID,
            "of these invoices, bank lines, expenses, postings or entries of the books: for a badge beside each",
            where=lambda values: Finding.entry_id.in_(values) | Finding.journal_entry_id.in_(values),
        ),
        "contact": Filter(Finding.contact_id, UUID, "of these contacts"),
        "min_score": Filter(
            None,
            float,
            "with at least this score",
            where=lambda values: Finding.points >= round(100 * min(max(max(values), 0), 1_000_000)),
        ),
    },
)
RUNS = Listing(
    name="anomaly-runs",
    sorts={"created_at": Sort(AnomalyRun.created_at, datetime.fromisoformat)},
    default="-created_at",
    key=AnomalyRun.id,
    dated=AnomalyRun.created_at,
    filters={"kind": Filter(AnomalyRun.kind, RunKind), "status": Filter(AnomalyRun.status, RunStatus)},
)


async def hold(work: Work) -> None:
    """Nobody else takes over findings or changes settings in this company until this work ends."""
    await work.session.execute(ONE_AT_A_TIME)


def every_finding(filters: dict[str, list[Any]]) -> Select[Any]:
    """What stands out now; where a status or an entry is asked for, whatever is there."""
    query = select(Finding)
    return query if {"status", "entry"} & set(filters) else query.where(Finding.status != "gone")


def every_run() -> Select[Any]:
    return select(AnomalyRun)


def status_of(found: Finding, today: date) -> str:
    """Where a finding stands, as the filter calls it: a snoozed one is open again on its day."""
    rests_no_more = found.status == "snoozed" and found.snoozed_until is not None and found.snoozed_until <= today
    return "open" if rests_no_more else found.status


async def finding(work: Work, finding_id: UUID, *, lock: bool = False) -> Finding:
    """Raises FindingNotFound."""
    return await one(work, Finding, finding_id, FindingNotFound, lock=lock)


async def decision(work: Work, found: Finding) -> FindingDecision | None:
    """What was decided of it, while that holds."""
    query = select(FindingDecision).where(FindingDecision.id == found.decision_id)
    said: FindingDecision | None = await work.session.scalar(query)
    return said


async def run(work: Work, run_id: UUID, *, lock: bool = False) -> AnomalyRun:
    """Raises AnomalyRunNotFound."""
    return await one(work, AnomalyRun, run_id, AnomalyRunNotFound, lock=lock)


async def settings_of(work: Work, *, lock: bool = False) -> AnomalySettings:
    """The company's, or ours where it changed nothing: version 0 says so."""
    query = select(AnomalySettings)
    found = await work.session.scalar(query.with_for_update() if lock else query)
    return found or AnomalySettings(switched_off=[], changed={}, version=0)


def limits_of(kept: AnomalySettings, country: str) -> Limits:
    """What was kept, as far as our controls still have it."""
    changed = {
        control: {name: values for name, values in of.items() if name in DEFAULTS[control]}
        for control, of in kept.changed.items()
        if control in DEFAULTS
    }
    return as_limits([each for each in kept.switched_off if each in DEFAULTS], changed, country)


def as_limits(off: Sequence[str], changed: Mapping[Any, dict[str, list[float]]], country: str) -> Limits:
    """Raises LimitRefused."""
    told = {control: {name: tuple(values) for name, values in of.items()} for control, of in changed.items()}
    return Limits(told, frozenset(off), country)
