from datetime import date

from app.core import nightly
from app.core.runs import Run, task
from app.modules.audit import service

SUNDAY = 6


@task("audit.check")
async def check(run: Run, night: str) -> None:
    """Sign what was added since yesterday, if it is sound; on Sundays the whole log is checked."""
    await service.verify(run.tenant_id, run.begin, only_new=date.fromisoformat(night).weekday() != SUNDAY)


nightly.every_night("audit.check")
