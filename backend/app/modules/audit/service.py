import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from uuid import UUID

import structlog

from app.core.work import Work
from app.modules.audit import queries
from app.modules.audit.catalogue import Flaw, Gap
from app.modules.audit.checkpoints import Checkpoint, write
from app.modules.audit.schemas import Completeness, FirstBad, HeadRead, Integrity, Verification
from app.modules.audit.signed import Signed
from app.modules.audit.verifying import Row, Walk

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]
log = structlog.get_logger()


async def verify(
    tenant_id: UUID, open_work: OpenWork, *, known: HeadRead | None = None, only_new: bool = False
) -> Verification:
    """Check the company's whole log, or with `only_new` what the last checkpoint does not cover; sign it if all holds.

    `known` is an end of the log that somebody noted: the log must still contain it. That it was checked is an event
    too, except when a nightly check found nothing amiss.
    """
    began = time.perf_counter()
    signed = await Signed.of(tenant_id)
    anchor = await signed.furthest()
    walk = Walk()
    if only_new and anchor is not None:
        await signed.fetch(anchor.first - 1, anchor.first - 1)
        walk.go_on_after(anchor.first - 1, signed.hash_of(anchor.first - 1))
    async for rows in _pages(open_work, walk):
        await signed.fetch(rows[0].sequence - 1, rows[-1].sequence)
        for row in rows:
            walk.see(row, signed.hash_of)
            if known is not None and row.sequence == known.sequence and row.hash.hex() != known.hash:
                walk.find(row.sequence, Flaw.NOT_THE_NOTED)
        signed.forget_before(rows[-1].sequence)
        walk.forget(signed.reached)
    walk.should_reach(max(anchor.last if anchor else 0, known.sequence if known else 0))
    async with open_work() as work:
        unlogged, gone = await queries.unmatched_entries(work)
    found = _told(walk, anchor, signed.damaged, unlogged, gone)
    if found.holds:
        for first, last, hashes in walk.to_sign(signed.reached):
            await write(tenant_id, Checkpoint(first, last, hashes, datetime.now(UTC)))
    if not (only_new and found.holds):
        await _record(open_work, found, compared_with=known.sequence if known else None)
    found.seconds = round(time.perf_counter() - began, 3)
    return found


async def _pages(open_work: OpenWork, walk: Walk) -> AsyncIterator[list[Row]]:
    """Rows in order, each page in a transaction of its own: rows are only ever added, so the pages fit together."""
    after = walk.last or None
    while True:
        async with open_work() as work:
            rows = await queries.chain(work, after)
        if not rows:
            return
        yield rows
        after = rows[-1].sequence


def _told(walk: Walk, anchor: Checkpoint | None, damaged: list[int], unlogged: int, gone: int) -> Verification:
    cut_short = anchor is not None and anchor.last > walk.last
    gaps = {
        Gap.ROWS_MISSING: walk.missing_count,
        Gap.ENDS_EARLY: cut_short,
        Gap.CHECKPOINT_DAMAGED: damaged,
        Gap.ENTRIES_NOT_LOGGED: unlogged,
        Gap.ENTRIES_GONE: gone,
    }
    reasons = [gap for gap, found in gaps.items() if found]
    return Verification(
        holds=not walk.bad and not reasons,
        integrity=Integrity(
            holds=not walk.bad,
            checked=walk.checked,
            unchecked=walk.unchecked,
            bad=walk.bad,
            first_bad=FirstBad(sequence=walk.first_bad[0], reason=walk.first_bad[1]) if walk.first_bad else None,
        ),
        completeness=Completeness(
            holds=not reasons,
            from_sequence=walk.first_row,
            to_sequence=walk.last if walk.first_row is not None else None,
            missing_count=walk.missing_count,
            missing=walk.missing,
            anchored_to=anchor.last if anchor else None,
            anchored_at=anchor.signed_at if anchor else None,
            damaged_checkpoint=damaged[0] if damaged else None,
            reasons=reasons,
        ),
        entries_without_event=unlogged,
        events_without_entry=gone,
        head=HeadRead(sequence=walk.last, hash=walk.hash.hex()) if walk.hash else None,
        seconds=0,
    )


async def _record(open_work: OpenWork, found: Verification, compared_with: int | None) -> None:
    """What somebody noted may be wrong itself: only our own evidence says that the log is broken."""
    async with open_work() as work:
        await work.record(
            "audit.verified" if found.holds or compared_with else "audit.broken",
            compared_with=compared_with,
            integrity=found.integrity.holds,
            completeness=found.completeness.holds,
            to_sequence=found.completeness.to_sequence,
            first_bad=found.integrity.first_bad.sequence if found.integrity.first_bad else None,
            reasons=found.completeness.reasons,
        )
    if not found.holds and compared_with is None:
        log.error("audit_broken", **found.model_dump(mode="json", include={"integrity", "completeness"}))
