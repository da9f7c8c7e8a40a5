"""What somebody says of a finding: it is right, why it is so, or not now. Taken back, it waits again."""

from datetime import date, timedelta
from uuid import UUID

from app.core.events import changed, values_of
from app.core.models import new_id
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.anomalies import queries
from app.modules.anomalies.errors import FindingGone, NothingToUndo, SnoozedIntoThePast, WordsNeeded
from app.modules.anomalies.models import Finding, FindingDecision
from app.modules.anomalies.schemas.findings import DecideOne

LONGEST = timedelta(days=730)
STANDING = ("status", "snoozed_until")


async def decide(
    work: Work,
    finding_id: UUID,
    kind: str,
    *,
    note: str | None = None,
    until: date | None = None,
    seen: int | None = None,
) -> Finding:
    """Accept, explain or snooze. The same said again changes nothing.

    Raises FindingNotFound, FindingGone, SnoozedIntoThePast, ChangedMeanwhile.
    """
    found = await queries.finding(work, finding_id, lock=True)
    if found.status == "gone":
        raise FindingGone
    if until is not None and not work.today < until <= work.today + LONGEST:
        raise SnoozedIntoThePast(f"{until} is not between tomorrow and two years from now", field="until", value=until)
    standing = await queries.decision(work, found)
    if standing is not None and (standing.kind, standing.note, standing.until) == (kind, note, until):
        return found
    unless_stale(found, seen)
    before = values_of(found, *STANDING)
    said = FindingDecision(
        id=new_id(),
        finding_id=found.id,
        kind=kind,
        note=note,
        until=until,
        reasons=found.reasons,
        created_by=work.actor_id,
    )
    work.session.add(said)
    await work.session.flush()
    found.status, found.snoozed_until, found.decision_id = kind, until, said.id
    await work.record(
        f"anomaly.{kind}",
        finding_id=found.id,
        note=note,
        **changed(before, values_of(found, *STANDING)),
    )
    return found


async def decide_one(work: Work, asked: DecideOne) -> None:
    """One of many; `undone` takes back what was decided. Raises as `decide` and `undo`, and WordsNeeded."""
    if asked.decision == "undone":
        await undo(work, asked.id, asked.note, asked.version)
        return
    if asked.decision == "explained" and asked.note is None:
        raise WordsNeeded(field="note")
    if asked.decision == "snoozed" and asked.until is None:
        raise SnoozedIntoThePast("it says no day", field="until")
    until = asked.until if asked.decision == "snoozed" else None
    await decide(work, asked.id, asked.decision, note=asked.note, until=until, seen=asked.version)


async def undo(work: Work, finding_id: UUID, note: str | None, seen: int | None) -> Finding:
    """Take back what was decided: it waits for somebody again.

    Raises FindingNotFound, NothingToUndo, ChangedMeanwhile.
    """
    found = await queries.finding(work, finding_id, lock=True)
    if found.decision_id is None:
        raise NothingToUndo
    unless_stale(found, seen)
    before = values_of(found, *STANDING)
    undone = FindingDecision(
        id=new_id(),
        finding_id=found.id,
        kind="undone",
        note=note,
        reasons=found.reasons,
        undoes_id=found.decision_id,
        created_by=work.actor_id,
    )
    work.session.add(undone)
    await work.session.flush()
    found.status = "gone" if found.status == "gone" else "open"
    found.snoozed_until = found.decision_id = None
    await work.record(
        "anomaly.decision_undone",
        finding_id=found.id,
        note=note,
        **changed(before, values_of(found, *STANDING)),
    )
    return found
