import base64
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from redis.asyncio import Redis

from app.core import runs
from app.core.config import settings
from tests.factories.jobs import Told


@dataclass(slots=True)
class Broker:
    """The real broker, looked into: which jobs wait in a queue."""

    redis: Redis

    async def waiting(self, queue: str) -> list[UUID]:
        """Ids of the jobs in `queue`, the next to be taken first."""
        raw = await self.redis.lrange(queue, 0, -1)
        bodies = [json.loads(base64.b64decode(json.loads(each)["body"])) for each in reversed(raw)]
        return [UUID(body[1]["job_id"]) for body in bodies if "job_id" in body[1]]


@pytest.fixture
async def broker() -> AsyncIterator[Broker]:
    redis = Redis.from_url(settings().broker_url)
    yield Broker(redis)
    await redis.aclose()


@pytest.fixture
def told(request) -> Told:
    """A task of this test's own, registered under its name."""
    made = Told()
    made.name = f"test.{request.node.name}"
    runs.task(made.name, abandoned=made.abandon)(made.run)
    return made
