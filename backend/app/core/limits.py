"""Rate limits, counted in Valkey per fixed minute."""

import time
from functools import cache

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.core.config import settings
from app.core.errors import TooManyRequests

log = structlog.get_logger()


@cache
def cache_client() -> Redis:
    return Redis.from_url(settings().cache_url, socket_timeout=2, socket_connect_timeout=2)


async def limit(what: str, per_minute: int) -> None:
    """Count one attempt at `what`. Raises TooManyRequests. Without a cache nobody is locked out."""
    now = time.time()
    key = f"limit:{what}:{int(now // 60)}"
    try:
        async with cache_client().pipeline(transaction=True) as pipe:
            pipe.incr(key)
            pipe.expire(key, 120)
            count, _ = await pipe.execute()
    except (RedisError, OSError) as error:
        log.warning("limit_not_counted", error=str(error))
        return
    if count > per_minute:
        raise TooManyRequests(60 - int(now % 60))
