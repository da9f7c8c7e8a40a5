"""Audit logs of companies that have nothing else, and somebody who goes round the application to change them."""

import os
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import text

from app.core import storage
from app.core.database import make_engine
from app.core.origin import Origin
from app.core.work import begin
from app.modules.audit import service
from app.modules.audit.schemas import HeadRead, Verification

TEXT = (
    "concat_ws('|', scheme, tenant_id, sequence, coalesce(actor_id::text, '-'), extract(epoch from recorded_at),"
    " octet_length(name), name, octet_length(payload::text), payload, origin)"
)
FORGED_HASH = f"sha256(coalesce(:before, ''::bytea) || convert_to({TEXT}, 'UTF8'))"


@dataclass(slots=True)
class Log:
    """One company's chain, and what may be done to it."""

    tenant_id: UUID = field(default_factory=uuid4)
    actor_id: UUID = field(default_factory=uuid4)

    def begin(self):
        origin = Origin("req_12345678", "192.0.2.7", "Firefox")
        return begin(self.tenant_id, self.actor_id, origin=origin)

    async def write(self, count: int = 1) -> None:
        """So many events, two to a transaction."""
        for number in range(0, count, 2):
            async with self.begin() as work:
                for each in range(number, min(number + 2, count)):
                    await work.record("test.happened", number=each, old={"amount": "1.00"}, new={"amount": "2.00"})

    async def verify(self, known: HeadRead | None = None, only_new: bool = False) -> Verification:
        """Without leaving a row, so that the log stays as the test wrote it."""
        found = await service.verify(self.tenant_id, self.begin, known=known, only_new=only_new)
        if not (only_new and found.holds):
            async with intruder() as line:
                await line.execute(
                    text("delete from audit.events where tenant_id = :t and name like 'audit.%'"), self.mine
                )
        return found

    async def sign(self) -> None:
        found = await self.verify()
        assert found.holds, found

    @property
    def mine(self):
        return {"t": self.tenant_id}

    async def tamper(self, *statements: str, **values) -> None:
        """Each statement about `{events}`, as somebody who owns the database."""
        async with intruder() as line:
            for statement in statements:
                await line.execute(text(statement), self.mine | values)

    async def forge_from(self, sequence: int) -> None:
        """Compute the chain anew from here on, as its trigger would have."""
        async with intruder() as line:
            await forge(line, self.tenant_id, sequence)

    async def checkpoints(self) -> list[str]:
        return await storage.keys(f"{self.tenant_id}/audit/checkpoints/")


async def forge(line, tenant_id: UUID, sequence: int) -> None:
    rows = await line.execute(
        text("select sequence from audit.events where tenant_id = :t and sequence >= :s order by sequence"),
        {"t": tenant_id, "s": sequence},
    )
    for each in rows.scalars().all():
        before = await line.scalar(
            text("select hash from audit.events where tenant_id = :t and sequence < :s order by sequence desc limit 1"),
            {"t": tenant_id, "s": each},
        )
        await line.execute(
            text(f"update audit.events set hash = {FORGED_HASH} where tenant_id = :t and sequence = :s"),
            {"t": tenant_id, "s": each, "before": before},
        )


@asynccontextmanager
async def intruder():
    """Whoever owns the tables takes their guards away and puts them back, in one transaction: nobody sees it happen."""
    engine = make_engine(os.environ["MIGRATION_DATABASE_URL"], 1)
    try:
        async with engine.begin() as line:
            await line.execute(text("alter table audit.events disable trigger user, no force row level security"))
            yield line
            await line.execute(text("alter table audit.events enable trigger user, force row level security"))
    finally:
        await engine.dispose()
