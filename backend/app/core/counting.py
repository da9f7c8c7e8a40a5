"""Counts in Valkey that all processes share, with as few round trips as will do."""

import asyncio
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from redis.asyncio import Redis

from app.core.config import settings

MOST_KEPT = 10_000
"""Counts of which places are kept in a process at most; then the oldest are nobody's."""


@cache
def cache_client() -> Redis:
    return Redis.from_url(settings().cache_url, socket_timeout=2, socket_connect_timeout=2)


@dataclass(frozen=True, slots=True)
class Count:
    """What is added to which count, for how long that is kept, and how many places in it are taken along."""

    key: str
    cost: int
    kept: int
    ahead: int = 0


Waiting = tuple[Count, "asyncio.Future[int]"]


@dataclass(slots=True)
class _Trips:
    """What is to be counted by the next round trip, of one event loop."""

    waiting: list[Waiting] = field(default_factory=list)
    going: asyncio.Task[None] | None = None


_trips: WeakKeyDictionary[asyncio.AbstractEventLoop, _Trips] = WeakKeyDictionary()
_places: dict[str, range] = {}
"""Places in a count that were taken along and are still to be used."""


async def counted(count: Count) -> int:
    """The count with this attempt. What many ask while Valkey answers goes there together, each by itself.

    Raises RedisError, OSError.
    """
    if count.ahead and (place := _taken_along(count.key)) is not None:
        return place
    loop = asyncio.get_running_loop()
    trips = _trips.setdefault(loop, _Trips())
    answer = loop.create_future()
    trips.waiting.append((count, answer))
    if trips.going is None:
        trips.going = loop.create_task(_go(trips))
    return int(await answer)


def _taken_along(key: str) -> int | None:
    places = _places.pop(key, None)
    if places is None:
        return None
    if len(places) > 1:
        _places[key] = places[1:]
    return places[0]


async def _go(trips: _Trips) -> None:
    """One round trip after the other, until nobody waits."""
    try:
        while trips.waiting:
            waiting, trips.waiting = trips.waiting, []
            asked = [each for each in waiting if not _answered_from_here(each)]
            if asked:
                await _ask(asked)
    finally:
        trips.going = None


def _answered_from_here(waiting: Waiting) -> bool:
    """Whether the trip before brought a place for it."""
    count, answer = waiting
    if not count.ahead or answer.done() or (place := _taken_along(count.key)) is None:
        return False
    answer.set_result(place)
    return True


async def _ask(asked: list[Waiting]) -> None:
    along = list({count.key: Count(count.key, count.ahead, count.kept) for count, _ in asked if count.ahead}.values())
    try:
        told = await _told_by_valkey([*(count for count, _ in asked), *along])
    except Exception as error:
        for _, answer in asked:
            if not answer.done():
                answer.set_exception(error)
        return
    for (_, answer), found in zip(asked, told, strict=False):
        if not answer.done():  # else whoever asked has gone
            answer.set_result(found)
    for count, last in zip(along, told[len(asked) :], strict=True):
        while len(_places) >= MOST_KEPT:
            del _places[next(iter(_places))]
        _places[count.key] = range(last - count.cost + 1, last + 1)


async def _told_by_valkey(counts: list[Count]) -> list[int]:
    """All in one message, and the answers in their order; a connection that failed half-way is closed."""
    pool = cache_client().connection_pool
    line = await pool.get_connection()  # type: ignore[no-untyped-call]  # redis-py's own
    try:
        asked = [each for count in counts for each in _commands(count)]
        await line.send_packed_command(line.pack_commands(asked))
        return [await line.read_response() for _ in asked][::2]
    except BaseException:
        await line.disconnect()
        raise
    finally:
        await pool.release(line)


def _commands(count: Count) -> tuple[tuple[Any, ...], ...]:
    return ("INCRBY", count.key, count.cost), ("EXPIRE", count.key, count.kept)
