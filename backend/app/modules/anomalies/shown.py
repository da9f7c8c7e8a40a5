"""Findings as they are shown: their reasons in figures, what was decided, and what they are compared with."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from accounting.anomalies import CONTROLS, POINTS
from accounting.anomalies.following import limits_from_json
from app.core.events import values_of
from app.core.work import Work
from app.modules.anomalies import queries
from app.modules.anomalies.models import Finding, FindingDecision, Sighting
from app.modules.anomalies.schemas.findings import (
    AnomalyReasonRead,
    ComparedWith,
    EntryShown,
    FigureRead,
    FindingDecisionRead,
    FindingDetail,
    FindingRead,
    HistoryOf,
    SightingRead,
)
from app.modules.identity.queries import names_of

BY_CODE = {control.code: control for control in CONTROLS}
SHOWN = (
    "book, id, journal_entry_id, document_id, contact_id, coalesce(counterparty, ''), reference, booked_on, amount,"
    " currency, account, iban"
)
COLUMNS = tuple(EntryShown.model_fields)
LATEST = 12
MOST_PARTS = 20
MOST_SIGHTINGS = 100
FROM = "from accounting.entries_to_judge where book = $1"
OF_BOOK = f"select {SHOWN} {FROM}"
BY_CONTACT, BY_NAME = "and contact_id = $2::uuid", "and lower(trim(counterparty)) = lower(trim($2))"
"""Whose entries: those of a contact, or where there is none those of that name."""
HISTORY = f"select count(*), min(amount), percentile_disc(0.5) within group (order by amount), max(amount) {FROM}"
OTHERS = frozenset({"near_duplicate", "same_invoice_twice", "other_counterparty", "number_twice"})


def reasons_of(told: str) -> list[AnomalyReasonRead]:
    """Reasons with the names of their figures; the last name of a control may stand for several."""
    return [
        AnomalyReasonRead(
            control=code,
            family=BY_CODE[code].family,
            points=points / POINTS,
            figures=[
                FigureRead(name=BY_CODE[code].tells[min(place, len(BY_CODE[code].tells) - 1)], value=value)
                for place, value in enumerate(figures)
            ],
        )
        for code, points, figures in json.loads(told)
        if code in BY_CODE
    ]


async def findings(work: Work, found: Sequence[Finding]) -> list[FindingRead]:
    ids = [each.decision_id for each in found if each.decision_id]
    rows = await work.session.scalars(select(FindingDecision).where(FindingDecision.id.in_(ids))) if ids else ()
    said = {each.id: each for each in await decisions(work, list(rows))}
    names = [
        name for name in FindingRead.model_fields if name not in ("type", "status", "score", "reasons", "decision")
    ]
    return [
        FindingRead(
            **values_of(each, *names),
            status=queries.status_of(each, work.today),
            score=each.points / POINTS,
            reasons=reasons_of(each.reasons),
            decision=said.get(each.decision_id) if each.decision_id else None,
        )
        for each in found
    ]


async def decisions(work: Work, said: Sequence[FindingDecision]) -> list[FindingDecisionRead]:
    names = await names_of(work, {each.created_by for each in said if each.created_by})
    return [
        FindingDecisionRead(
            **values_of(each, "id", "kind", "note", "until", "created_at"),
            created_by=names.get(each.created_by) if each.created_by else None,
        )
        for each in said
    ]


async def finding(work: Work, found: Finding) -> FindingRead:
    return (await findings(work, [found]))[0]


async def detail(work: Work, found: Finding) -> FindingDetail:
    """With its entry, the documents it is compared with, and everything that was seen and said of it."""
    shown = await finding(work, found)
    said = await work.session.scalars(
        select(FindingDecision)
        .where(FindingDecision.finding_id == found.id)
        .order_by(FindingDecision.created_at.desc(), FindingDecision.id.desc())
    )
    sightings = await work.session.scalars(
        select(Sighting)
        .where(Sighting.finding_id == found.id)
        .order_by(Sighting.seen_at.desc(), Sighting.id.desc())
        .limit(MOST_SIGHTINGS)
    )
    limits = (await queries.run(work, found.run_id)).limits
    entry = await _entries(work, found.book, [str(found.entry_id)])
    return FindingDetail(
        **shown.model_dump(),
        entry=entry[0] if entry else None,
        compared_with=await _compared(work, found, shown.reasons, limits),
        history=await _history(work, found),
        decisions=await decisions(work, said.all()),
        sightings=[
            SightingRead(
                **values_of(each, "run_id", "controls_version", "seen_at"),
                score=each.points / POINTS,
                reasons=reasons_of(each.reasons),
            )
            for each in sightings
        ],
        limits=limits,
    )


async def _compared(
    work: Work, found: Finding, reasons: Iterable[AnomalyReasonRead], limits: str | None
) -> list[ComparedWith]:
    compared = []
    for reason in reasons:
        figures = {each.name: each.value for each in reason.figures}
        entries: list[EntryShown] = []
        if reason.control in OTHERS:
            entries = await _entries(work, found.book, [figures["other_id"]])
        elif reason.control == "split" and limits:
            entries = await _parts(work, found, figures, limits)
        elif reason.control == "iban_changed":
            where, whose = _whose(found)
            before = f"{where} and upper(trim(iban)) = upper(trim($3)) order by booked_on desc, id desc limit {LATEST}"
            entries = await _asked(work, before, found.book, whose, figures["former"])
        elif reason.control == "iban_shared":
            before = f"and upper(trim(iban)) = upper(trim($2)) and id <> $3 order by booked_on, id limit {LATEST}"
            entries = await _asked(work, before, found.book, figures["iban"], found.entry_id)
        if entries:
            compared.append(ComparedWith(control=reason.control, entries=entries))
    return compared


async def _parts(work: Work, found: Finding, figures: dict[str, str], limits: str) -> list[EntryShown]:
    """What goes over the limit together: entries of the counterparty near that limit, within its days."""
    kept = limits_from_json(limits)
    days = timedelta(days=int(kept.value("split", "days")) * MOST_PARTS)
    around, limit = date.fromisoformat(figures["date"]), Decimal(figures["limit"])
    where, whose = _whose(found)
    question = (
        f"{where} and booked_on between $3 and $4 and abs(amount) >= $5 and abs(amount) <= $6"
        f" order by booked_on, id limit {MOST_PARTS}"
    )
    least = limit * Decimal(str(kept.value("split", "share")))
    return await _asked(work, question, found.book, whose, around - days, around + days, least, limit)


async def _history(work: Work, found: Finding) -> HistoryOf | None:
    where, whose = _whose(found)
    if not whose:
        return None
    count, smallest, middle, largest = (await work.ask(f"{HISTORY} {where}", found.book, whose))[0]
    if not count:
        return None
    latest = await _asked(work, f"{where} order by booked_on desc, id desc limit {LATEST}", found.book, whose)
    return HistoryOf(entries=count, smallest=smallest, middle=middle, largest=largest, latest=latest)


def _whose(found: Finding) -> tuple[str, str]:
    return (BY_CONTACT, str(found.contact_id)) if found.contact_id else (BY_NAME, found.counterparty)


async def _entries(work: Work, book: str, ids: list[str]) -> list[EntryShown]:
    return await _asked(work, "and id = any($2::uuid[])", book, ids)


async def _asked(work: Work, question: str, *values: Any) -> list[EntryShown]:
    """Entries of a book (`$1`) that answer the rest of the question."""
    rows = await work.ask(f"{OF_BOOK} {question}", *values)
    return [EntryShown(**dict(zip(COLUMNS, row, strict=True))) for row in rows]
