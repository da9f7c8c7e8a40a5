"""Many lines at once: by rules, or what is sure. Each line is a savepoint, and a run is undone as a whole."""

from collections.abc import Awaitable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError

from accounting.errors import DomainError
from app.core.errors import from_constraint
from app.core.models import new_id
from app.core.rows import one
from app.core.versions import unless_changed
from app.core.work import Work
from app.modules.banking import candidates, exacts, items, plans, proposing, queries, reconciling, ruling, undoing
from app.modules.banking.errors import (
    BankRunNotFound,
    BankRunNotRevertible,
    PartsCancelOut,
    ProposalOutdated,
    WorthNothing,
)
from app.modules.banking.models import BankLine, BankRun, BankRunResult, Reconciliation
from app.modules.banking.proposing import Answer
from app.modules.banking.reconciling import Because
from app.modules.banking.schemas.reconciling import InvoicePart, Settle
from app.modules.identity import companies
from app.modules.ledger import service as ledger
from app.modules.ledger.errors import PeriodLocked, YearClosed

OF_A_PERSON = (PeriodLocked, YearClosed, ProposalOutdated, PartsCancelOut, WorthNothing)
SLICE = 50
"""Lines that are reconciled in one transaction: the books are held no longer."""
Place = tuple[Any, Any] | None


async def run(work: Work, run_id: UUID, *, lock: bool = False) -> BankRun:
    """Raises BankRunNotFound."""
    return await one(work, BankRun, run_id, BankRunNotFound, lock=lock)


async def start(work: Work, kind: str, asked: dict[str, Any], total: int = 0) -> BankRun:
    """A run, done by a job."""
    made = BankRun(id=new_id(), kind=kind, asked=asked, line_count=total, created_by=work.actor_id)
    work.session.add(made)
    await work.session.flush()
    made.job_id = await work.enqueue("banking.run", total=total, run_id=made.id)
    await work.record("bank_run.started", run_id=made.id, kind=kind)
    await work.session.refresh(made)
    return made


async def start_rules(work: Work, rules: Sequence[ruling.Asked], seen: int | None) -> BankRun:
    """A run over every line that these rules take now, if that is what was seen. Raises ChangedMeanwhile."""
    plan = (await plans.made(work, rules)).taken
    unless_changed(plans.state(plan), seen)
    made = await start(work, "rules", {"rules": plans.pinned(rules)}, len(plan))
    await plans.keep(work, made.id, [each.line_id for each in plan])
    return made


async def start_exact(work: Work, seen: int | None) -> BankRun:
    """A run over every answer that is sure now, if that is what was seen. Raises ChangedMeanwhile."""
    found = await exacts.found(work)
    unless_changed(found.state, seen)
    made = await start(work, "exact", found.pins, len(found.lines))
    await plans.keep(work, made.id, found.lines)
    return made


async def plan(work: Work, run_id: UUID, watch: plans.Watch = plans.nobody) -> int:
    """How many lines a run by rules is about; of one that nobody asked for, it is decided as it begins."""
    found = await run(work, run_id, lock=True)
    if "rules" not in found.asked:
        rules = await ruling.active(work, alone=True)
        await plans.keep(work, run_id, [each.line_id for each in (await plans.made(work, rules, watch)).taken])
        found.asked = {**found.asked, "rules": plans.pinned(rules)}
    found.line_count = await plans.count(work, run_id)
    return found.line_count


async def sure(work: Work, run_id: UUID) -> exacts.Due:
    """What a run over what is sure is to do; how many lines it is about is as it was when it first began."""
    found = await run(work, run_id, lock=True)
    due = await exacts.due(work, found)
    found.line_count = found.line_count or due.line_count
    return due


async def by_rules(work: Work, run_id: UUID, after: Place) -> tuple[Place, int]:
    """The next of the run's lines: where they end, and how many were looked at; None at the end."""
    found = await run(work, run_id)
    unasked = bool(found.asked.get("alone"))
    rules = await plans.still(work, found.asked["rules"])
    query = (
        select(BankLine)
        .join(BankRunResult, BankRunResult.bank_line_id == BankLine.id)
        .where(BankRunResult.run_id == run_id, BankRunResult.status == "planned")
        .order_by(BankLine.booked_on, BankLine.id)
        .limit(SLICE)
    )
    if after is not None:
        query = query.where(tuple_(BankLine.booked_on, BankLine.id) > after)
    lines = (await work.session.scalars(query)).all()
    unspoken = await plans.unspoken(work, [each for each in lines if _is_open(each)])
    effects = {each.line.id: each for each in ruling.effects(rules, unspoken)}
    for line in lines:
        effect = effects.get(line.id)
        because = Because("rule", effect.by.row.id if effect and effect.by.row else None, run_id)
        asked = Settle(parts=list(effect.parts)) if effect else None
        await _one(work, run_id, line.id, asked, because, unasked=unasked)
    return ((lines[-1].booked_on, lines[-1].id) if len(lines) == SLICE else None), len(lines)


def _is_open(line: BankLine) -> bool:
    return line.state == "imported" and line.open_amount == line.amount


async def accept(work: Work, run_id: UUID, answers: Sequence[Answer]) -> None:
    """Answers of which nobody needs to look at any, as far as they are still so: nobody else books meanwhile."""
    await ledger.hold(work)
    standing = await proposing.standing(work, answers)
    known = await items.named(work, [item for each in answers for item in each.items])
    books = await companies.account_plan(work)
    kind = "automatic" if (await run(work, run_id)).kind == "automatic" else "accepted"
    for answer in answers:
        for line_id in answer.lines:
            asked = None
            if answer in standing:
                line = await queries.line(work, line_id)
                found = [known[each] for each in answer.items]
                parts = candidates.accepting(line, found, {each.code for each in answer.reasons}, books)
                if answer.kind == "many_lines" and isinstance(parts[0], InvoicePart):
                    parts[0].amount, parts[0].open_amount = (
                        abs(items.left_of(line)),
                        None,
                    )  # the lines before it took some
                asked = Settle(parts=parts)
            because = Because(kind, None, run_id, answer.score)
            await _one(work, run_id, line_id, asked, because, unasked=kind == "automatic")


async def _one(
    work: Work, run_id: UUID, line_id: UUID, asked: Settle | None, because: Because, *, unasked: bool
) -> None:
    refused: DomainError | None = ProposalOutdated()
    if asked is not None:
        refused = await _tried(work, reconciling.reconcile(work, line_id, asked, because))
    if unasked and isinstance(refused, OF_A_PERSON):
        return  # a person's, on another day; else each night would tell it anew
    values = {
        "run_id": run_id,
        "bank_line_id": line_id,
        "status": "failed" if refused else "done",
        "problem": _told(refused),
    }
    told = insert(BankRunResult).values(**values)
    was_planned = BankRunResult.status == "planned"
    same = [BankRunResult.tenant_id, BankRunResult.run_id, BankRunResult.bank_line_id]
    became = {name: told.excluded[name] for name in ("status", "problem")}
    await work.session.execute(told.on_conflict_do_update(index_elements=same, set_=became, where=was_planned))


async def _tried(work: Work, doing: Awaitable[object]) -> DomainError | None:
    """Do it, or nothing of it and why not."""
    try:
        async with work.attempt():
            await doing
    except (DomainError, DBAPIError) as error:
        meant = from_constraint(error) if isinstance(error, DBAPIError) else error
        if not isinstance(meant, DomainError):
            raise
        return meant
    return None


def _told(refused: DomainError | None) -> dict[str, str] | None:
    return {"code": refused.code(), "message": refused.detail} if refused else None


async def end(work: Work, run_id: UUID, status: str) -> None:
    """Count what was done; a run that was stopped keeps it."""
    found = await run(work, run_id, lock=True)
    if found.status not in ("running", "reverting"):
        return
    is_first = found.kind == "automatic" and found.status == "running"
    if found.kind == "exact" and status == "done":
        await _tell_outdated(work, run_id)
    mine = select(BankRunResult.status, func.count()).where(BankRunResult.run_id == run_id)
    rows = await work.session.execute(mine.group_by(BankRunResult.status))
    told = dict(rows.tuples().all())
    found.done_count, found.failed_count = told.get("done", 0), told.get("failed", 0)
    found.line_count = max(found.line_count, sum(told.values()))
    found.finished_at = work.now
    found.status = status
    await work.record(
        "bank_run.ended",
        run_id=run_id,
        kind=found.kind,
        status=status,
        done=found.done_count,
        failed=found.failed_count,
    )
    if is_first and status != "cancelled":
        await _rules_alone(work)


async def _tell_outdated(work: Work, run_id: UUID) -> None:
    """What was agreed to and is another answer by now was not looked at."""
    left = (BankRunResult.run_id == run_id) & (BankRunResult.status == "planned")
    told = {"status": "failed", "problem": _told(ProposalOutdated())}
    await work.session.execute(update(BankRunResult).where(left).values(told))


async def revert(work: Work, run_id: UUID, reason: str) -> BankRun:
    """Undo what a run did, in a job. Raises BankRunNotFound, BankRunNotRevertible."""
    found = await run(work, run_id, lock=True)
    if found.status not in ("done", "cancelled", "failed"):
        raise BankRunNotRevertible(f"it is {found.status}")
    found.status = "reverting"
    found.asked = {**found.asked, "reason": reason}
    found.job_id = await work.enqueue("banking.revert_run", total=found.done_count, run_id=run_id)
    await work.session.flush()
    return found


async def undo_some(work: Work, run_id: UUID, after: Place) -> tuple[Place, int]:
    """The next of what stands of a run is undone; where they end, and how many that were; None at the end.

    A line that something was done on top of, as a payment that came back, stays and says so.
    """
    await ledger.hold(work)
    reason = (await run(work, run_id)).asked.get("reason", "")
    made = tuple_(Reconciliation.created_at, Reconciliation.id)
    query = select(Reconciliation).where(Reconciliation.run_id == run_id, undoing.STANDS)
    if after is not None:
        query = query.where(made < after)
    rows = await work.session.scalars(
        query.order_by(Reconciliation.created_at.desc(), Reconciliation.id.desc()).limit(SLICE)
    )
    standing = rows.all()
    place = (standing[-1].created_at, standing[-1].id) if len(standing) == SLICE else None
    for each in standing:
        of_line = (BankRunResult.run_id == run_id) & (BankRunResult.bank_line_id == each.bank_line_id)
        refused = await _tried(work, undoing.undo_one(work, each, reason))
        became = {"problem": _told(refused)} | ({} if refused else {"status": "reverted"})
        await work.session.execute(update(BankRunResult).where(of_line).values(became))
    return place, len(standing)


async def reverted(work: Work, run_id: UUID) -> None:
    """It is, unless a line of it stays: then it can be reverted again."""
    found = await run(work, run_id, lock=True)
    stays = select(Reconciliation.id).where(Reconciliation.run_id == run_id, undoing.STANDS).limit(1)
    if await work.session.scalar(stays) is not None:
        await end(work, run_id, "failed")
    elif found.status == "reverting":
        found.status, found.reverted_at = "reverted", work.now
        await work.record("bank_run.reverted", run_id=run_id, reason=found.asked.get("reason"))


async def apply_alone(work: Work) -> list[BankRun]:
    """After an import and at night: what is sure, where the company said so, and then rules that book alone.

    One after the other: what pays an invoice is never booked as a cost because a rule's worker was faster. Nor is it
    where nothing is applied alone: a line that an open item speaks for is no rule's (`plans.made`).
    """
    if (await items.settings_of(work)).applies_alone and (count := (await proposing.sure_count(work))[0]):
        return [await start(work, "automatic", {"alone": True}, count)]
    return await _rules_alone(work)


async def _rules_alone(work: Work) -> list[BankRun]:
    return [await start(work, "rules", {"alone": True})] if await ruling.active(work, alone=True) else []
