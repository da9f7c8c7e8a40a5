"""Events: facts in the past tense, chained per tenant in `audit.events`, and who wants to hear of them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import text

if TYPE_CHECKING:
    from app.core.work import Work

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


def subscribers(name: str) -> "list[Callable[[Work], Awaitable[Any]]]":
    return _subscribers.get(name, [])
