"""A list by the address that shows it, so that a job can write the file that a request would have answered with.

What is behind an address is asked of the routes themselves: a list that is written tomorrow can be had without a change
here.
"""

from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import parse_qsl, unquote, urlencode

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import StreamingResponse
from starlette.routing import BaseRoute, Match
from starlette.types import Scope

from accounting.errors import Invalid, Unauthenticated
from app.core.plans import DOOR, Going, Plan
from app.core.routes import Directory, Route, require_known
from app.core.work import Work

PAGED = {"format", "limit", "cursor"}


class ListNotKnown(Invalid):
    """There is no list at this address that can be had as a file."""


@dataclass(slots=True)
class _Api:
    """Its routes are looked for when the first list is asked for: a worker that writes none needs none."""

    routes: Callable[[], Iterable[BaseRoute]] | None = None
    directory: Directory | None = None


_api = _Api()


def found_in(routes: Callable[[], Iterable[BaseRoute]]) -> None:
    """Where this process finds the API's routes."""
    _api.routes, _api.directory = routes, None


@dataclass(frozen=True, slots=True)
class ListAt:
    """One list, filtered as its address says, in a format."""

    plan: Plan
    door: Plan
    scope: Scope

    @property
    def permission(self) -> Any:
        """Whoever may see the list may have it."""
        return getattr(self.door.function, DOOR)

    @property
    def name(self) -> str:
        """What its file is called: the last word of the address that is no id."""
        route: Route = self.scope["route"]
        return [each for each in route.path.split("/") if "{" not in each][-1]

    async def check(self, work: Work) -> None:
        """Raises ListNotKnown, RequestValidationError for a wrong filter, and whatever a request is refused with."""
        async with AsyncExitStack() as stack:
            going = self._going(work, stack)
            try:
                await self.plan.arguments(going)
            except Unauthenticated as error:  # it says which session is asking, and a job is none
                raise ListNotKnown(field="list") from error
            if going.refused:
                raise RequestValidationError(going.refused)

    async def written(self, work: Work) -> StreamingResponse:
        """All of it, as the one may see it whose work this is."""
        async with AsyncExitStack() as stack:
            return cast(StreamingResponse, await self.plan.carry_out(self._going(work, stack)))

    def _going(self, work: Work, stack: AsyncExitStack) -> Going:
        return Going(Request(self.scope), stack, made={self.door.function: work})


def at(address: str, wanted: str) -> ListAt:
    """The list at an address such as `/api/v1/invoices?status=overdue`.

    Raises ListNotKnown, and RequestValidationError for a parameter that it does not know.
    """
    path, _, query = address.partition("?")
    asked = [each for each in parse_qsl(query, keep_blank_values=True) if each[0] not in PAGED]
    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": unquote(path),
        "query_string": urlencode([*asked, ("format", wanted)]).encode(),
        "headers": [],
        "state": {},
    }
    match, found = _directory().matches(scope)
    route = found.get("route")
    if match is not Match.FULL or not isinstance(route, Route) or route.plan is None or "format" not in route.known:
        raise ListNotKnown(field="list", value=address)
    door = next((each for each in route.plan.inside if each.opens and hasattr(each.function, DOOR)), None)
    if door is None:
        raise ListNotKnown(field="list", value=address)
    scope.update(found)
    require_known(Request(scope), route.known)
    return ListAt(route.plan, door, scope)


def _directory() -> Directory:
    if _api.directory is None:
        assert _api.routes is not None, "lists.found_in says where the routes are"
        _api.directory = Directory(_api.routes())
    return _api.directory
