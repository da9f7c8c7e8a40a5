"""Taking a list along that is too long to wait for: a job writes the file of all that it shows.

It shows what whoever asked may see when the job begins, as of that one moment. Begun again after an interruption, it is
written anew over what was stored.
"""

import hashlib
import time
from collections.abc import AsyncIterable, AsyncIterator

from sqlalchemy import select, update

from app.core import lists, storage
from app.core.jobs import Watch
from app.core.models import new_id
from app.core.runs import Cancelled, Outcome, Run
from app.core.work import Work, begin
from app.modules.identity.access import allowed
from app.modules.identity.errors import PermissionMissing
from app.modules.identity.models import Membership, User
from app.modules.identity.permissions import ROLES, Role
from app.modules.identity.queries import memberships
from app.modules.privacy import telling
from app.modules.privacy.models import KEPT, LIST, MAKING, PIECE_BYTES, READY, Export
from app.modules.privacy.schemas import ListAsked

TOLD_EVERY = 1.0
"""Seconds between two words on how far it is."""


async def ask(work: Work, asked: ListAsked) -> Export:
    """Promise the file of a list; one that is being made already answers for it.

    Raises ListNotKnown, PermissionMissing, and what the list itself would refuse.
    """
    found = lists.at(asked.list, asked.format)
    if found.permission not in await allowed(work):
        raise PermissionMissing(f"{found.permission} is needed for this list", permission=found.permission)
    await found.check(work)
    assert work.actor_id is not None
    same = select(Export).where(
        Export.address == asked.list,
        Export.format == asked.format,
        Export.status == MAKING,
        Export.requested_by == work.actor_id,
    )
    under_way: Export | None = await work.session.scalar(same)
    if under_way is not None:
        return under_way
    export = Export(
        id=new_id(),
        kind=LIST,
        status=MAKING,
        requested_by=work.actor_id,
        pieces=0,
        created_at=work.now,
        address=asked.list,
        format=asked.format,
        name=found.name,
        permission=found.permission,
    )
    work.session.add(export)
    export.job_id = await work.enqueue("privacy.export", queue="low", export_id=export.id)
    await work.record("export.asked", export_id=export.id, kind=LIST, list=found.name, format=asked.format)
    return export


async def make(run: Run, export: Export) -> Outcome:
    """Write it, keep it, and say so. Raises PermissionMissing when whoever asked may not see it any more, Cancelled."""
    async with begin(run.tenant_id, run.actor_id, read_only=True, one_moment=True, origin=run.origin) as work:
        await _be_who_asked(work, export)
        work.watch = _watch(run)
        moment, file = work.now, await lists.at(export.address or "", export.format or "").written(work)
    digest, size, count = hashlib.sha256(), 0, 0
    async for piece in _in_pieces(file.body_iterator):
        if run.cancelled.is_set():
            raise Cancelled
        await storage.put(export.piece_key(count), piece, "application/octet-stream")
        digest.update(piece)
        size, count = size + len(piece), count + 1
    async with run.begin() as work:
        made_at = work.now
        noted = await work.session.scalar(
            update(Export)
            .where(Export.id == export.id, Export.status == MAKING)
            .values(
                status=READY,
                pieces=count,
                size_bytes=size,
                sha256=digest.hexdigest(),
                taken_at=moment,
                made_at=made_at,
                expires_at=made_at + KEPT,
            )
            .returning(Export.id)
            .execution_options(synchronize_session=False)
        )
        if noted is not None:
            if work.origin.api_key_id is None:  # a program follows the job
                await telling.say_it_is_ready(work, export)
            await work.record("export.made", export_id=export.id, kind=export.kind, size_bytes=size)
    return Outcome.DONE


async def _be_who_asked(work: Work, export: Export) -> None:
    """What they may see is decided now: their role may be another one since."""
    member = memberships().with_only_columns(Membership.role, User.language).where(User.id == work.actor_id)
    found = (await work.session.execute(member)).one_or_none()
    if found is None or export.permission not in ROLES[Role(found.role)]:
        raise PermissionMissing(f"{export.permission} is needed for this list", permission=export.permission)
    work.role, work.language = found


def _watch(run: Run) -> Watch:
    """Says how far it is, and ends it when somebody asked."""
    told_at = time.monotonic()

    async def told(done: int, total: int) -> None:
        nonlocal told_at
        if run.cancelled.is_set():
            raise Cancelled
        if time.monotonic() - told_at >= TOLD_EVERY:
            told_at = time.monotonic()
            await run.progress(done, total)

    return told


async def _in_pieces(chunks: AsyncIterable[str | bytes | memoryview]) -> AsyncIterator[bytes]:
    """The same bytes, as many at a time as are kept in one place."""
    piece = bytearray()
    async for chunk in chunks:
        piece += chunk.encode() if isinstance(chunk, str) else chunk
        if len(piece) >= PIECE_BYTES:
            yield bytes(piece)
            piece.clear()
    yield bytes(piece)
