"""Events: facts in the past tense, chained per tenant in `audit.events`, and who wants to hear of them.

A subscriber of one event is called when it is recorded, with its payload. A subscriber of `*` is called once, at the
end of the transaction, with all its facts.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text

APPEND = text(
    "insert into audit.events (actor_id, name, payload, origin)"
    " values (:actor, :name, cast(:payload as jsonb), cast(:origin as jsonb))"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened, and who did it."""

    name: str
    actor_id: UUID | None
    payload: dict[str, Any]


Subscriber = Callable[..., Awaitable[Any]]
_subscribers: dict[str, list[Subscriber]] = {}


def subscribe(table: dict[str, list[Subscriber]]) -> None:
    """Install the whole wiring; `app.subscriptions` is the only caller."""
    _subscribers.clear()
    _subscribers.update(table)


def subscribers(name: str) -> list[Subscriber]:
    return _subscribers.get(name, [])
