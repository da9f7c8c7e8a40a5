"""A receiver that keeps us waiting is left alone for a while, so that it does not keep all the others waiting too.

Kept in the cache: losing it costs a few slow requests, no delivery.
"""

from uuid import UUID

import structlog
from redis.exceptions import RedisError

from app.core.counting import cache_client

SLOW = 2000
"""Milliseconds after which an attempt that failed was a wait."""
SHORTEST, LONGEST = 60, 900
FORGOTTEN_AFTER = 3600

log = structlog.get_logger()


async def is_resting(webhook_id: UUID) -> bool:
    try:
        return bool(await cache_client().exists(_resting(webhook_id)))
    except (RedisError, OSError) as error:
        log.warning("rest_not_known", error=str(error))
        return False


async def rest(webhook_id: UUID) -> None:
    """A minute, and twice as long each time it happens again."""
    try:
        async with cache_client().pipeline(transaction=True) as pipe:
            pipe.incr(_times(webhook_id))
            pipe.expire(_times(webhook_id), FORGOTTEN_AFTER)
            times, _ = await pipe.execute()
        await cache_client().set(_resting(webhook_id), 1, ex=min(LONGEST, SHORTEST * 2 ** min(times - 1, 8)))
    except (RedisError, OSError) as error:
        log.warning("rest_not_noted", error=str(error))


async def wake(webhook_id: UUID) -> None:
    """It answered, or somebody wants to know now."""
    try:
        await cache_client().delete(_resting(webhook_id), _times(webhook_id))
    except (RedisError, OSError) as error:
        log.warning("rest_not_ended", error=str(error))


def _resting(webhook_id: UUID) -> str:
    return f"webhook:resting:{webhook_id}"


def _times(webhook_id: UUID) -> str:
    return f"webhook:slow:{webhook_id}"
