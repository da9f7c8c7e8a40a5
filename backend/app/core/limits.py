"""Rate limits, counted in Valkey per fixed window.

Without Valkey each process counts for itself, with the same limits: nobody is locked out of their books, and nobody may
guess at passwords without end. With so many processes the bound is so many times as high until it is back.
"""

import asyncio
import time
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.core.config import settings
from app.core.errors import TooManyRequests

MOST_COUNTS = 100_000
"""Counts kept in a process at most; then the oldest are forgotten."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much of a limit is left, and in how many seconds it begins anew."""

    limit: int
    remaining: int
    reset: int
    window: int

    @property
    def headers(self) -> dict[str, str]:
        """The RateLimit fields that integrators know (IETF draft, httpapi-ratelimit-headers)."""
        return {
            "ratelimit-limit": str(self.limit),
            "ratelimit-remaining": str(self.remaining),
            "ratelimit-reset": str(self.reset),
            "ratelimit-policy": f"{self.limit};w={self.window}",
        }


@cache
def cache_client() -> Redis:
    return Redis.from_url(settings().cache_url, socket_timeout=2, socket_connect_timeout=2)


@dataclass(slots=True)
class _Here:
    """Counts of this process alone, while there is no Valkey."""

    counts: dict[str, tuple[float, int]] = field(default_factory=dict)

    def add(self, key: str, cost: int, until: float) -> int:
        if len(self.counts) >= MOST_COUNTS:
            now = time.time()
            self.counts = {key: each for key, each in self.counts.items() if each[0] > now}
        while len(self.counts) >= MOST_COUNTS:
            del self.counts[next(iter(self.counts))]
        count = self.counts.get(key, (until, 0))[1] + cost
        self.counts[key] = (until, count)
        return count


_here = _Here()


async def limit(what: str, allowed: int, seconds: int = 60) -> Allowance:
    """Count one attempt at `what`. Raises TooManyRequests."""
    return await _measure(what, allowed, seconds, cost=1)


async def check(what: str, allowed: int, seconds: int = 60) -> Allowance:
    """Look without counting: whether `allowed` attempts were used up already. Raises TooManyRequests."""
    return await _measure(what, allowed, seconds, cost=0)


async def is_first(what: str, seconds: int) -> bool:
    """Count one of `what`: whether it is the first within so many seconds."""
    try:
        await limit(what, 1, seconds)
    except TooManyRequests:
        return False
    return True


async def give_back(what: str, allowed: int, seconds: int = 60) -> None:
    """An attempt that was counted turned out well: only failures stay. Exact under any number of attempts at once."""
    await _measure(what, allowed, seconds, cost=-1)


async def _measure(what: str, allowed: int, seconds: int, cost: int) -> Allowance:
    now = time.time()
    reset = seconds - int(now % seconds)
    key = f"limit:{what}:{seconds}:{int(now // seconds)}"
    try:
        count = await _counted_together(key, cost, 2 * seconds)
    except (RedisError, OSError) as error:
        log.warning("limit_counted_here", error=str(error))
        count = _here.add(key, cost, until=now + reset)
    used_up = count > allowed if cost else count >= allowed
    allowance = Allowance(allowed, max(0, allowed - count), reset, seconds)
    if used_up and cost >= 0:
        raise TooManyRequests(allowance.reset, allowance.headers)
    return allowance


@dataclass(slots=True)
class _Waiting:
    """What is to be counted by the next round trip, of one event loop."""

    counts: list[tuple[str, int, int, asyncio.Future[int]]] = field(default_factory=list)
    sending: asyncio.Task[None] | None = None


_waiting: WeakKeyDictionary[asyncio.AbstractEventLoop, _Waiting] = WeakKeyDictionary()


async def _counted_together(key: str, cost: int, kept: int) -> int:
    """The count of `key` with this attempt. What many ask while Valkey answers goes there together, each by itself."""
    loop = asyncio.get_running_loop()
    waiting = _waiting.setdefault(loop, _Waiting())
    answer = loop.create_future()
    waiting.counts.append((key, cost, kept, answer))
    if waiting.sending is None:
        waiting.sending = loop.create_task(_send(waiting))
    return int(await answer)


async def _send(waiting: _Waiting) -> None:
    """One round trip after the other, until nobody waits."""
    try:
        while counts := waiting.counts:
            waiting.counts = []
            try:
                told = await _told_by_valkey(counts)
            except Exception as error:
                told = [error] * len(counts)
            for (*_, answer), count in zip(counts, told, strict=True):
                if answer.done():
                    continue  # whoever asked has gone
                if isinstance(count, BaseException):
                    answer.set_exception(count)
                else:
                    answer.set_result(count)
    finally:
        waiting.sending = None


async def _told_by_valkey(counts: list[tuple[str, int, int, asyncio.Future[int]]]) -> list[Any]:
    """All in one message, and the answers in their order; a connection that failed half-way is closed."""
    pool = cache_client().connection_pool
    line = await pool.get_connection()  # type: ignore[no-untyped-call]
    try:
        asked = [each for key, cost, kept, _ in counts for each in (("INCRBY", key, cost), ("EXPIRE", key, kept))]
        await line.send_packed_command(line.pack_commands(asked))
        return [await line.read_response() for _ in asked][::2]
    except BaseException:
        await line.disconnect()
        raise
    finally:
        await pool.release(line)
