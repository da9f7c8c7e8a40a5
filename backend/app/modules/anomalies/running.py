"""A run from its beginning to its end: what is judged is kept first, and what was found becomes findings at once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from accounting.anomalies import VERSION, digest
from accounting.anomalies import Found as Seen
from accounting.anomalies.following import Decision, limits_as_json
from app.core.jobs import QUEUED, RUNNING, Job
from app.core.models import new_id
from app.core.work import Work
from app.modules.anomalies import queries
from app.modules.anomalies.errors import ControlsChanged, RunNotReplayable
from app.modules.anomalies.models import AnomalyRun, Finding, FindingDecision, Found, Sighting
from app.modules.identity import companies

BETWEEN = timedelta(minutes=2)
"""An import brings many entries, and another often follows: they are judged together, so much later."""
FORGOTTEN = timedelta(days=2)
"""What Spark wrote after its run was given up is nobody's from then on."""
KEPT_FOR = timedelta(days=90)
"""What a run judged can be replayed for so long, and while a finding rests on it."""
NOTHING = "[]"
REPLAY = "anomalies.replay"
Facts = Mapping[tuple[str, str], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a job needs to know of a run: how to judge, and what, when that is kept already."""

    kind: str
    limits: str
    key: str | None


@dataclass(slots=True)
class Counted:
    new: int = 0
    back: list[UUID] = field(default_factory=list)
    gone: int = 0


async def start(work: Work, kind: str) -> AnomalyRun:
    """A run, done by a job; the one that waits already, where one does. Asked for, it begins at once."""
    while True:
        made = insert(AnomalyRun).values(id=new_id(), kind=kind, created_by=work.actor_id)
        made_id = await work.session.scalar(made.on_conflict_do_nothing().returning(AnomalyRun.id))
        waiting = await work.session.scalar(select(AnomalyRun).where(AnomalyRun.status == "waiting").with_for_update())
        if waiting is not None:
            break
    if made_id is not None:
        after = BETWEEN if kind == "import" else None
        waiting.job_id = await work.enqueue("anomalies.judge", queue="spark", total=100, after=after, run_id=made_id)
        if kind == "asked":
            await work.record("anomaly_run.started", run_id=waiting.id, kind=kind)
    elif kind == "asked":
        await work.session.execute(update(Job).where(Job.id == waiting.job_id).values(not_before=func.now()))
    await work.session.flush()
    await work.session.refresh(waiting)
    return waiting


async def plan(work: Work, **_: Any) -> None:
    """Something was brought into the books: judge them, a little later."""
    await start(work, "import")


async def start_tonight(work: Work) -> None:
    """The nightly run; a closed company has none."""
    if (await companies.read(work)).closed_at is None:
        await start(work, "nightly")


async def outdated(work: Work) -> list[str]:
    """Where that lies which runs judged long ago, and on which no finding rests: it is not kept any longer."""
    rests = exists().where(Finding.run_id == AnomalyRun.id, Finding.status != "gone")
    old = func.now() - KEPT_FOR
    long_gone = old - KEPT_FOR
    needed = select(AnomalyRun.entries_sha256).where(or_(AnomalyRun.created_at >= old, rests))
    rows = await work.session.scalars(
        select(AnomalyRun).where(
            AnomalyRun.created_at.between(long_gone, old),
            AnomalyRun.entries_sha256.is_not(None),
            AnomalyRun.entries_sha256.not_in(needed.where(AnomalyRun.entries_sha256.is_not(None))),
        )
    )
    return sorted({each.key for each in rows})


async def begin(work: Work, run_id: UUID) -> Asked | None:
    """A run's turn; None when it has ended. Begun again, it goes on with what it kept."""
    found = await queries.run(work, run_id, lock=True)
    if found.status not in ("waiting", "running"):
        return None
    if found.status == "waiting":
        country = (await companies.read(work)).country
        found.status, found.started_at = "running", work.now
        found.limits = limits_as_json(queries.limits_of(await queries.settings_of(work), country))
        found.controls_version = VERSION
        await work.session.flush()
    assert found.limits is not None
    return Asked(found.kind, found.limits, found.key if found.entries_sha256 else None)


async def keep(work: Work, run_id: UUID, sha256: str, count: int) -> bool:
    """What is going to be judged lies in storage. Whether it is to be judged: not when nothing changed since.

    What somebody asked for is judged in any case.
    """
    found = await queries.run(work, run_id, lock=True)
    found.entries_sha256, found.entry_count = sha256, count
    before = await _last_done(work)
    if found.kind == "asked" or before is None:
        return True
    if (before.entries_sha256, before.limits, before.controls_version) != (
        sha256,
        found.limits,
        found.controls_version,
    ):
        return True
    found.findings_sha256, found.finding_count = before.findings_sha256, before.finding_count
    found.judged_on, found.status, found.finished_at = "as_before", "done", work.now
    return False


async def _last_done(work: Work) -> AnomalyRun | None:
    query = select(AnomalyRun).where(AnomalyRun.status == "done").order_by(AnomalyRun.started_at.desc()).limit(1)
    found: AnomalyRun | None = await work.session.scalar(query)
    return found


async def written(work: Work, run_id: UUID) -> list[Seen]:
    """What Spark wrote."""
    rows = await work.session.execute(
        select(Found.book, Found.entry_id, Found.points, Found.reasons).where(Found.run_id == run_id)
    )
    return sorted(Seen(book, str(entry_id), points, reasons) for book, entry_id, points, reasons in rows.tuples())


async def absorb(work: Work, run_id: UUID, facts: Facts, seen: Sequence[Seen], judged_on: str) -> None:
    """What was found becomes findings, all of it or nothing; of a run that another one overtook, only the counts.

    `facts` say what a finding tells of its entry, by book and id.
    """
    await queries.hold(work)
    found = await queries.run(work, run_id, lock=True)
    if found.status != "running":
        return
    found.findings_sha256, found.finding_count, found.judged_on = digest(seen), len(seen), judged_on
    later = await _last_done(work)
    counted = Counted()
    if later is None or later.started_at is None or found.started_at is None or later.started_at <= found.started_at:
        counted = await _take_over(work, found, facts, seen)
    found.new_count, found.back_count, found.gone_count = counted.new, len(counted.back), counted.gone
    for finding_id in counted.back:
        await work.record("anomaly.came_back", finding_id=finding_id, run_id=run_id)
    await end(work, run_id, "done")


async def _take_over(work: Work, run: AnomalyRun, facts: Facts, seen: Sequence[Seen]) -> Counted:
    kept = {(each.book, str(each.entry_id)): each for each in await work.session.scalars(_locked())}
    decisions = {each.id: each for each in await work.session.scalars(_standing())}
    counted, made, sightings = Counted(), [], []
    for each in seen:
        known = kept.pop((each.book, each.entry), None)
        told = {**facts[each.book, each.entry], "points": each.points, "reasons": each.reasons}
        if known is None:
            made.append(Finding(id=new_id(), **told, **_of_run(run, each), seen_at=work.now))
            sightings.append(_sighting(made[-1], run))
            counted.new += 1
            continue
        if (known.reasons, known.status == "gone") != (each.reasons, False):
            back = _see_again(known, decisions.get(known.decision_id), each, work.today)
            counted.back += [known.id] if back else []
            known.seen_at, known.version = work.now, known.version + 1
            for name, value in (told | _of_run(run, each)).items():
                setattr(known, name, value)
            sightings.append(_sighting(known, run))
    for known in kept.values():
        if known.status != "gone":
            known.status, known.snoozed_until, known.seen_at = "gone", None, work.now
            known.version += 1
            counted.gone += 1
            sightings.append(Sighting(**_of(known, run) | {"points": 0, "reasons": NOTHING}))
    work.session.add_all(made)
    await work.session.flush()
    work.session.add_all(sightings)
    await work.session.flush()
    return counted


def _locked() -> Any:
    return select(Finding).order_by(Finding.id).with_for_update()


def _standing() -> Any:
    return select(FindingDecision).where(FindingDecision.id.in_(select(Finding.decision_id)))


def _see_again(known: Finding, decision: FindingDecision | None, seen: Seen, today: date) -> bool:
    """Whether it is open again: it was decided and is something else now, or it was gone and nobody decided."""
    if decision is None:
        was_gone = known.status == "gone"
        known.status = "open"
        return was_gone
    said = Decision(decision.kind, decision.reasons, decision.until)  # type: ignore[arg-type]  # "undone" never stands
    if said.holds(seen.reasons, today):
        known.status, known.snoozed_until = decision.kind, decision.until
        return False
    known.status, known.snoozed_until, known.decision_id = "open", None, None
    return True


def _of_run(run: AnomalyRun, seen: Seen) -> dict[str, Any]:
    controls = [code for code, _, _ in json.loads(seen.reasons)]
    return {"run_id": run.id, "controls_version": run.controls_version, "controls": controls}


def _sighting(found: Finding, run: AnomalyRun) -> Sighting:
    return Sighting(**_of(found, run) | {"points": found.points, "reasons": found.reasons})


def _of(found: Finding, run: AnomalyRun) -> dict[str, Any]:
    return {"id": new_id(), "finding_id": found.id, "run_id": run.id, "controls_version": run.controls_version}


async def end(work: Work, run_id: UUID, status: str) -> None:
    """A run has its ending; what Spark wrote for it is not needed any more."""
    found = await queries.run(work, run_id, lock=True)
    if found.status not in ("waiting", "running"):
        return
    found.status, found.finished_at = status, work.now
    await work.session.flush()
    forgotten = Found.made_at < func.now() - FORGOTTEN
    await work.session.execute(delete(Found).where((Found.run_id == run_id) | forgotten))
    if found.kind == "asked" or found.new_count or found.back_count or found.gone_count or status != "done":
        counts = {"found": found.finding_count, "new": found.new_count, "back": found.back_count}
        await work.record(
            "anomaly_run.ended", run_id=run_id, kind=found.kind, status=status, **counts, gone=found.gone_count
        )


async def replay(work: Work, run_id: UUID) -> AnomalyRun:
    """Judge again what a run judged, in a job; while one does so already, it is that one.

    Two at once would write to the same place, and the first to end would clear it for the other.

    Raises AnomalyRunNotFound, RunNotReplayable, ControlsChanged.
    """
    found = await queries.run(work, run_id, lock=True)
    if found.status != "done" or found.entries_sha256 is None:
        raise RunNotReplayable(f"it is {found.status}")
    if found.controls_version != VERSION:
        raise ControlsChanged(f"it was judged by {found.controls_version}, now they are {VERSION}")
    going = select(Job.id).where(Job.id == found.job_id, Job.name == REPLAY, Job.status.in_((QUEUED, RUNNING)))
    if await work.session.scalar(going):
        return found
    found.replayed_at = found.replayed_same = None
    found.job_id = await work.enqueue(REPLAY, queue="spark", run_id=run_id)
    await work.session.flush()
    return found


async def replayed(work: Work, run_id: UUID, seen: Sequence[Seen]) -> None:
    """Whether it was the same, to the byte."""
    found = await queries.run(work, run_id, lock=True)
    found.replayed_at, found.replayed_same = work.now, digest(seen) == found.findings_sha256
    await work.session.execute(delete(Found).where(Found.run_id == run_id))
