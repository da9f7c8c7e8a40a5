"""Rate limits, counted in Valkey per fixed window.

Without Valkey each process counts for itself, with the same limits: nobody is locked out of their books, and nobody may
guess at passwords without end. With so many processes the bound is so many times as high until it is back.
"""

import time
from dataclasses import dataclass, field

import structlog
from redis.exceptions import RedisError

from app.core.counting import Count, counted
from app.core.errors import TooManyRequests

MOST_COUNTS = 100_000
"""Counts kept in a process at most; then the oldest are forgotten."""
AHEAD = 10
"""So many attempts a process may take along when it counts one, and makes the next without asking."""

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


async def limit(what: str, allowed: int, seconds: int = 60, *, roughly: bool = False) -> Allowance:
    """Count one attempt at `what`. Raises TooManyRequests.

    There are never more than `allowed`. `roughly` is for what every request counts for: a process takes along up to a
    hundredth of the limit, and what it has not used when the window ends was nobody's.
    """
    return await _measure(what, allowed, seconds, cost=1, ahead=min(AHEAD, allowed // 100) if roughly else 0)


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


async def _measure(what: str, allowed: int, seconds: int, cost: int, ahead: int = 0) -> Allowance:
    now = time.time()
    reset = seconds - int(now % seconds)
    key = f"limit:{what}:{seconds}:{int(now // seconds)}"
    try:
        count = await counted(Count(key, cost, 2 * seconds, ahead))
    except (RedisError, OSError) as error:
        log.warning("limit_counted_here", error=str(error))
        count = _here.add(key, cost, until=now + reset)
    used_up = count > allowed if cost else count >= allowed
    allowance = Allowance(allowed, max(0, allowed - count), reset, seconds)
    if used_up and cost >= 0:
        raise TooManyRequests(allowance.reset, allowance.headers)
    return allowance
