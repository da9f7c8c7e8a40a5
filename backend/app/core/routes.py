"""The router that every module uses: what all endpoints share, so that none does it by hand."""

from collections.abc import Awaitable, Callable, Coroutine, Iterable
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any, TypeVar, cast

from fastapi import APIRouter, Request, Response, params
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_dependant, get_flat_params, request_params_to_args
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute, serialize_response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from app.core import idempotency
from app.core.config import Settings, settings
from app.core.plans import Going, Plan, plan_of

API = "/api/v1"
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
LARGEST = "__largest__"
"""Marks an endpoint that takes larger files than others: the name of the setting that says how large."""
READ_ONCE = "__read_once__"
"""Marks a dependency that makes its value of the query alone: the same query is the same value."""
MOST_READ = 500


def _reading_once(dependant: Dependant) -> Dependant:
    """The same dependencies, of which those that are marked read no query twice."""
    return replace(
        dependant,
        dependencies=[
            _remembering(each) if getattr(each.call, READ_ONCE, False) else _reading_once(each)
            for each in dependant.dependencies
        ],
    )


def _remembering(dependant: Dependant) -> Dependant:
    """What FastAPI would read, of which the last few hundred are kept; each parameter is much work."""
    known: dict[bytes, Any] = {}
    make = cast(Callable[..., Awaitable[Any]], dependant.call)

    async def read(request: Request) -> Any:
        query = request.scope["query_string"]
        if query in known:
            return known[query]
        values, errors = request_params_to_args(dependant.query_params, request.query_params)
        if errors:
            raise RequestValidationError(errors)
        if len(known) >= MOST_READ:
            del known[next(iter(known))]
        return known.setdefault(query, await make(**values))

    return get_dependant(path=dependant.path or "", call=read, name=dependant.name)


def asked_by(dependant: Dependant) -> frozenset[str]:
    """The names that a route reads in a query, itself and through what it depends on."""
    return frozenset(each.alias for each in get_flat_params(dependant) if isinstance(each.field_info, params.Query))


def require_known(request: Request, known: frozenset[str]) -> None:
    """A parameter that nobody reads is a mistake, such as a filter misspelt: better refused than a list unfiltered.

    Raises RequestValidationError.
    """
    if request.scope["query_string"] and (unknown := [name for name in request.query_params if name not in known]):
        takes = f"known here: {', '.join(sorted(known))}" if known else "none is known here"
        raise RequestValidationError(
            [
                {
                    "type": "extra_forbidden",
                    "loc": ("query", name),
                    "msg": f"There is no such parameter; {takes}",
                    "input": request.query_params[name],
                }
                for name in unknown
            ]
        )


class Route(APIRoute):
    """Refuses a query that it does not know. Stores the answer to a request with an Idempotency-Key, inside its
    transaction, and gives a stored one again.

    One that answers GET does so by a plan, and needs nothing of FastAPI's at the request.
    """

    plan: Plan | None
    known: frozenset[str]
    right: set[bytes]
    """Queries that were looked through, and in which all is known."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        documented, known = self.dependant, asked_by(self.dependant)
        self.dependant = _reading_once(documented)
        handle = super().get_route_handler()
        self.plan = plan_of(self.dependant) if self.methods == {"GET"} else None
        self.known, self.right = known, set()
        self.dependant = documented

        async def handle_once(request: Request) -> Response:
            require_known(request, known)
            try:
                response = await handle(request)
            except idempotency.Replay as replay:
                return replay.response
            claimed = getattr(request.state, "claimed", None)
            if claimed is not None:  # the Work is still open: it commits when this function has returned
                await idempotency.keep(claimed, response)
            return response

        return handle_once

    async def look(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer by the plan. What was opened for it is closed before the answer leaves."""
        assert self.plan is not None
        request = Request(scope, receive)
        query = scope["query_string"]
        if query not in self.right:
            require_known(request, self.known)
        async with AsyncExitStack() as stack:
            going = Going(request, stack)
            answer = await self.plan.carry_out(going)
            if len(self.right) >= MOST_READ:
                self.right.clear()
            self.right.add(query)  # not before: a stranger's would fill the memory
            if not isinstance(answer, Response):
                content = await serialize_response(field=self.response_field, response_content=answer, dump_json=True)
                answer = Response(content, self.status_code or 200, media_type="application/json")
                if going.told is not None:
                    answer.raw_headers += going.told.raw_headers
        await answer(scope, receive, send)


def largest(setting: str) -> Callable[[Endpoint], Endpoint]:
    """The files that this endpoint takes may come to as many bytes as that setting says."""
    assert setting in Settings.model_fields, setting

    def marked(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, LARGEST, setting)
        return endpoint

    return marked


def operation_id(route: APIRoute) -> str:
    """The name of its function: a verb and what it is done to, such as `list_invoices`; no two are the same."""
    return route.name


class Router(APIRouter):
    """Its routes know their whole path, so that routers are put together by putting their routes into one list."""

    def __init__(self, prefix: str = "", **more: Any) -> None:
        super().__init__(prefix=API + prefix, route_class=Route, generate_unique_id_function=operation_id, **more)


def all_of(*routers: APIRouter) -> APIRouter:
    """One router with the routes of these."""
    return APIRouter(routes=[route for router in routers for route in router.routes])


class Directory(BaseRoute):
    """The routes of the API, found by how many words their path has and by the first of them.

    To try a hundred and forty patterns one after the other took as long as the question to the database.
    """

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        self._entries: dict[tuple[int, str], list[APIRoute]] = {}
        for route in routes:
            assert isinstance(route, APIRoute), "only what is in the API is found here"
            self._entries.setdefault(_entry(route.path), []).append(route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """The first that fits, as when all are tried; or one that would with another method."""
        partly: tuple[Match, Scope] = Match.NONE, {}
        if scope["type"] != "http":
            return partly
        for route in self._entries.get(_entry(scope["path"]), ()):
            match, found = route.matches(scope)
            if match is Match.FULL:
                return match, found
            if match is Match.PARTIAL and partly[0] is Match.NONE:
                partly = match, found
        return partly

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["route"].handle(scope, receive, send)

    def most_of_files(self, scope: Scope) -> int | None:
        """How many bytes of files are taken in by what is asked for; None where its body is no form."""
        match, found = self.matches(scope)
        if match is not Match.FULL:
            return None
        route = found["route"]
        if route.body_field is None or not isinstance(route.body_field.field_info, params.Form):
            return None
        return int(getattr(settings(), getattr(route.endpoint, LARGEST, "max_request_bytes")))

    def before(self, rest: ASGIApp) -> ASGIApp:
        """The same application, where what has a plan needs nothing of the layers of `rest`."""

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith(API):
                match, found = self.matches(scope)
                if match is Match.FULL and isinstance(route := found["route"], Route) and route.plan is not None:
                    scope.update(found)
                    await route.look(scope, receive, send)
                    return
            await rest(scope, receive, send)

        return app


def _entry(path: str) -> tuple[int, str]:
    words = path.removeprefix(API).split("/", 2)
    return path.count("/"), words[1] if len(words) > 1 else ""
