"""What becomes of a staged import: imported, discarded, or taken back as a whole later."""

from uuid import UUID

from sqlalchemy import select, update

from app.core.jobs import Watch
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.banking import duplicates, gaps, imported, queries, service
from app.modules.banking.errors import (
    ImportNotImported,
    ImportNotReady,
    ImportNotStaged,
    LinesReconciled,
    StatementNotBalanced,
)
from app.modules.banking.models import BankLine, BankStatement, StatementImport

AT_ONCE = 5_000
"""So many lines are written while somebody waits; more in a job."""
SLICE = 50_000
"""So many at a time, so that a job can say how far it is, and hear that it is to stop."""
MOST_NAMED = 5


async def confirm(
    work: Work, import_id: UUID, seen: int | None, *, accept_unbalanced: bool, import_alike: bool = False
) -> StatementImport:
    """Import what is new. A long one goes on in a job: its status is `importing` then.

    Raises ImportNotFound, ImportNotStaged, ImportNotReady, ChangedMeanwhile.
    """
    await queries.hold(work)
    found = await queries.statement_import(work, import_id, lock=True)
    if found.status != service.STAGED:
        raise ImportNotStaged(f"it is {found.status.replace('_', ' ')}")
    unless_stale(found, seen)
    wrong = await imported.in_the_way(work, found, await imported.statements_of(work, import_id))
    blocking = {
        place: [each for each in errors if not (accept_unbalanced and isinstance(each, StatementNotBalanced))]
        for place, errors in wrong.items()
    }
    if found_violations := imported.violations(blocking):
        raise ImportNotReady("; ".join(each.message for each in found_violations[:3]), gathered=found_violations)
    found.accepted_unbalanced = accept_unbalanced and bool(imported.violations(wrong))
    found.accepted_alike = import_alike
    found.decided_by, found.decided_at = work.actor_id, work.now
    if found.line_count > AT_ONCE:
        found.status = "importing"
        found.job_id = await work.enqueue("banking.confirm", total=found.line_count, import_id=import_id)
    else:
        await write(work, found)
    await work.session.flush()
    return found


async def nobody(done: int, total: int) -> None:
    """Nobody watches: somebody waits for it all."""


async def write(work: Work, found: StatementImport, watch: Watch = nobody) -> None:
    """New lines become the company's; what is a duplicate is decided once more, now that nobody else can."""
    await _take_what_is_new(work, found, watch)
    await duplicates.keep_imported(work, found.id)
    await gaps.settle(work, found.id)
    found.status = "imported"
    await duplicates.mark_others(work, found.id, AT_ONCE)
    if found.new_count:
        await work.enqueue("banking.apply", queue="low")
    await work.record(
        "statement.imported",
        import_id=found.id,
        found=found.line_count,
        new_lines=found.new_count,
        duplicates=found.duplicate_count,
        accepted_unbalanced=found.accepted_unbalanced,
    )


async def _take_what_is_new(work: Work, found: StatementImport, watch: Watch) -> None:
    await watch(0, found.line_count)
    await duplicates.mark(work, found, alike=not found.accepted_alike)
    await _let_be(work, found, "staged", "imported", watch)


async def _let_be(work: Work, found: StatementImport, before: str, after: str, watch: Watch) -> None:
    """Lines of an import in one state come into another."""
    for first in range(0, found.line_count, SLICE):
        await watch(first, found.line_count)
        await work.session.execute(
            update(BankLine)
            .where(
                BankLine.import_id == found.id,
                BankLine.position.between(first, first + SLICE - 1),
                BankLine.state == before,
            )
            .values(state=after)
            .execution_options(synchronize_session=False)
        )


async def go_on(work: Work, import_id: UUID, watch: Watch) -> None:
    """The job of a long import, or of its return: all of it, or nothing where `watch` stops it."""
    await queries.hold(work)
    found = await queries.statement_import(work, import_id, lock=True)
    if found.status == "importing":
        await write(work, found, watch)
    elif found.status == "reverting":
        await _take_back(work, found, watch)
    found.version += 1


async def gave_up(work: Work, import_id: UUID) -> None:
    """A job that did not succeed leaves the import as it was."""
    found = await queries.statement_import(work, import_id, lock=True)
    back = {"importing": service.STAGED, "reverting": "imported"}
    found.status = back.get(found.status, found.status)
    found.version += 1


async def discard(work: Work, import_id: UUID, seen: int | None) -> StatementImport:
    """Not to be imported; what was staged goes. Raises ImportNotFound, ImportNotStaged, ChangedMeanwhile."""
    found = await service.waiting(work, import_id, seen)
    found.status, found.decided_by, found.decided_at = service.DISCARDED, work.actor_id, work.now
    if found.line_count > AT_ONCE:
        await work.enqueue("banking.forget", queue="low", import_id=import_id)
    else:
        await service.forget_lines(work, import_id)
    await work.record("statement.discarded", import_id=import_id)
    return found


async def forget(work: Work, import_id: UUID) -> None:
    """The job behind a long import that was discarded."""
    if (await queries.statement_import(work, import_id, lock=True)).status == service.DISCARDED:
        await service.forget_lines(work, import_id)


async def revert(work: Work, import_id: UUID, reason: str, seen: int | None) -> StatementImport:
    """Take a whole import back: its lines count no more, and can be imported anew.

    What another import left out because this one had brought it is that one's from now on: all is as if this file had
    never come. Raises ImportNotFound, ImportNotImported, LinesReconciled, ChangedMeanwhile.
    """
    await queries.hold(work)
    found = await queries.statement_import(work, import_id, lock=True)
    if found.status != "imported":
        raise ImportNotImported(f"it is {found.status.replace('_', ' ')}")
    unless_stale(found, seen)
    await _refuse_reconciled(work, import_id)
    found.reason, found.decided_by, found.decided_at = reason, work.actor_id, work.now
    heirs = await duplicates.heirs(work, import_id)
    if max(found.new_count, *(each.line_count for each in heirs), 0) > AT_ONCE:
        found.status = "reverting"
        found.job_id = await work.enqueue("banking.confirm", total=found.line_count, import_id=import_id)
    else:
        await _take_back(work, found)
    await work.session.flush()
    return found


async def _refuse_reconciled(work: Work, import_id: UUID) -> None:
    rows = await work.session.scalars(
        select(BankLine)
        .where(BankLine.import_id == import_id, BankLine.state == "imported", BankLine.open_amount != BankLine.amount)
        .order_by(BankLine.position)
        .limit(MOST_NAMED + 1)
        .with_for_update()
    )
    if found := rows.all():
        named = "; ".join(
            f"{each.booked_on} {each.amount:.2f} {each.counterparty_name or each.text[:40]}".strip()
            for each in found[:MOST_NAMED]
        )
        raise LinesReconciled(f"{named}{'; and more' if len(found) > MOST_NAMED else ''}")


async def _take_back(work: Work, found: StatementImport, watch: Watch = nobody) -> None:
    await _refuse_reconciled(work, found.id)
    await _let_be(work, found, "imported", "reverted", watch)
    await work.session.execute(
        update(BankStatement)
        .where(BankStatement.import_id == found.id, BankStatement.is_imported)
        .values(is_imported=False)
        .execution_options(synchronize_session=False)
    )
    found.status = "reverted"
    await work.record("statement.reverted", import_id=found.id, reason=found.reason, lines=found.new_count)
    for each in await duplicates.heirs(work, found.id):
        before = each.new_count
        await _take_what_is_new(work, each, watch)
        each.version += 1
        await work.record(
            "statement.took_over", import_id=each.id, from_import_id=found.id, lines=each.new_count - before
        )
    await gaps.settle(work, found.id)
