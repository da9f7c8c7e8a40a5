"""Events: facts in the past tense, chained per tenant in `audit.events`, and who wants to hear of them.

A subscriber of one event is called when it is recorded, with its payload. A subscriber of `*` is called once, at the
end of the transaction, with all its facts.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import text

APPEND = text(
    "insert into audit.events (actor_id, name, payload, origin)"
    " values (:actor, :name, cast(:payload as jsonb), cast(:origin as jsonb))"
)

OF_ONE = text(
    "select name, actor_id, payload, recorded_at as at from audit.events"
    " where name = any(:names) and payload ->> :subject = :id order by sequence"
)
"""What happened to one thing by these names, `subject` being what the payload calls it; oldest first."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened, and who did it."""

    name: str
    actor_id: UUID | None
    payload: dict[str, Any]


def values_of(row: Any, *names: str) -> dict[str, Any]:
    """These columns as they are now, to be compared with what becomes of them."""
    return {name: getattr(row, name) for name in names}


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What an event says of a change: `old` and `new`, of what differs alone.

    >>> changed({"status": "uploaded", "kind": None}, {"status": "failed", "kind": None})
    {'old': {'status': 'uploaded'}, 'new': {'status': 'failed'}}
    """
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {"old": {name: before.get(name) for name in names}, "new": {name: after.get(name) for name in names}}


class OnRecord(Exception):
    """An error that leaves an event, though what was begun is undone: a base beside one of the kinds of errors.

    Whoever opened the work writes it (see `work.begin`), with that work's actor and origin. With `once_in` seconds the
    same of the same person or key is written once within them: whoever is refused without end fills no log.
    """

    event: ClassVar[str]
    once_in: ClassVar[int] = 0

    def facts(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What is written of it: names and payloads."""
        code = getattr(self, "code", None)
        yield self.event, {"refused": code() if code else None}


Subscriber = Callable[..., Awaitable[Any]]
_subscribers: dict[str, list[Subscriber]] = {}


def subscribe(table: dict[str, list[Subscriber]]) -> None:
    """Install the whole wiring; `app.subscriptions` is the only caller."""
    _subscribers.clear()
    _subscribers.update(table)


def subscribers(name: str) -> list[Subscriber]:
    return _subscribers.get(name, [])
