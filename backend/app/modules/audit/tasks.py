from collections import Counter
from collections.abc import AsyncIterator
from datetime import date
from uuid import UUID

from app.core import nightly, resealing
from app.core.resealing import Kind, OpenWork
from app.core.runs import Run, task
from app.modules.audit import checkpoints, service

SUNDAY = 6


@task("audit.check")
async def check(run: Run, night: str) -> None:
    """Sign what was added since yesterday, if it is sound; on Sundays the whole log is checked."""
    await service.verify(run.tenant_id, run.begin, only_new=date.fromisoformat(night).weekday() != SUNDAY)


async def _sign_again(tenant_id: UUID, _: OpenWork) -> AsyncIterator[None]:
    """With the key of today, what an older one of ours signed."""
    async for checkpoint in checkpoints.best(tenant_id):
        if checkpoint.is_stale:
            await checkpoints.write(tenant_id, checkpoint)
        yield


async def _count(tenant_id: UUID, _: OpenWork) -> Counter[str]:
    return Counter([checkpoint.key_id async for checkpoint in checkpoints.best(tenant_id)])


nightly.every_night("audit.check")
resealing.declare(Kind("checkpoints of the audit log", _count, _sign_again))
