"""Matching by Spark: asked for, begun, ended. What a run wrote counts all at once, when it has ended.

A run that is begun again after a death has a name of its own, and whoever began last is the one that counts: what an
older one still writes is read by nobody, and goes with the next.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert

from accounting.matching import Options
from app.core.jobs import QUEUED, RUNNING, Job
from app.core.work import Work
from app.modules.banking import items, proposing, running
from app.modules.banking.models import Matching, Proposal
from app.modules.banking.schemas.rules import MatchingRead

NAME = "banking.reconcile"
TORN = text(
    """
    delete from results.match_proposals p
     where p.run_id = :run and p.group_id in (
       select unnest(array_agg(distinct group_id)) from results.match_proposals
        where run_id = :run group by line_id having count(distinct group_id) > 1
       union
       select unnest(array_agg(distinct group_id)) from results.match_proposals
        where run_id = :run group by item having count(distinct group_id) > 1)"""
)
"""A line or item in two answers: it was read twice, because an executor was lost, and changed in between."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How much there is to match, and what the company set and taught."""

    lines: int
    items: int
    options: Options


async def ask(work: Work, *, applies: bool = False) -> UUID:
    """The job that matches all that is open; one that has not begun yet will see what is there now, and does for both.

    With `applies`, what the company lets be applied without asking is applied afterwards.
    """
    await _kept(work)
    waiting = await work.session.scalars(select(Job).where(Job.name == NAME, Job.status == QUEUED))
    found = [each.id for each in waiting if each.arguments.get("applies") or not applies]
    if found:
        return found[0]
    job_id = await work.enqueue(NAME, queue="spark", total=(await proposing.size(work)).lines, applies=applies)
    (await _kept(work)).job_id = job_id
    return job_id


async def _kept(work: Work) -> Matching:
    """The company's row, held until this work ends."""
    await work.session.execute(insert(Matching).values(line_count=0).on_conflict_do_nothing())
    query = select(Matching).with_for_update().execution_options(populate_existing=True)
    return (await work.session.scalars(query)).one()


async def begin(work: Work, run_id: UUID) -> Asked:
    """From now on this run is the one that counts."""
    (await _kept(work)).begun_id = run_id
    size = await proposing.size(work)
    return Asked(size.lines, size.items, await items.options(work))


async def end(work: Work, run_id: UUID, asked: Asked, *, applies: bool) -> None:
    """What the run wrote stands, and nothing else does; unless another began since, which is to stand then."""
    kept = await _kept(work)
    if kept.begun_id != run_id:
        await work.session.execute(delete(Proposal).where(Proposal.run_id == run_id))
    else:
        await work.session.execute(TORN, {"run": run_id})
        await work.session.execute(delete(Proposal).where(Proposal.run_id != run_id))
        kept.run_id, kept.begun_id, kept.matched_at = run_id, None, work.now
        kept.line_count, kept.item_count = asked.lines, asked.items
        kept.proposed_count = await work.session.scalar(select(func.count(Proposal.line_id.distinct()))) or 0
    await work.session.flush()
    if applies:
        await running.apply_alone(work)


async def after_news(work: Work, *, nightly: bool = False) -> None:
    """New lines, or a new night: apply what the company lets be applied without asking.

    A large book is matched by Spark first. A small one is not made to wait for it, and is matched by it every night.
    """
    size = await proposing.size(work)
    if size.is_small:
        await running.apply_alone(work)
    if size.lines and (nightly or not size.is_small):
        await ask(work, applies=not size.is_small)


async def read(work: Work) -> MatchingRead:
    """How things stand."""
    kept = await work.session.scalar(select(Matching)) or Matching(line_count=0, item_count=0, proposed_count=0)
    job = await work.session.scalar(select(Job).where(Job.id == kept.job_id, Job.status.in_((QUEUED, RUNNING))))
    return MatchingRead(
        answered_by="here" if (await proposing.size(work)).is_small else "spark",
        job_id=job.id if job else None,
        matched_at=kept.matched_at,
        line_count=kept.line_count,
        item_count=kept.item_count,
        proposed_count=kept.proposed_count,
    )
