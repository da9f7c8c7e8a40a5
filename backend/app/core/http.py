"""What surrounds every request: an id, security headers, a size limit, what is left of a limit; a log line, metrics."""

import re
import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import structlog
from fastapi import FastAPI, Request
from fastapi.middleware.asyncexitstack import AsyncExitStackMiddleware
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from accounting.errors import Unauthenticated
from app.core import metrics
from app.core.config import settings
from app.core.errors import TooManyRequests
from app.core.limits import limit
from app.core.origin import Origin, place_of
from app.core.problems import answer_domain_error, answered

log = structlog.get_logger("http")

CSP = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
SECURITY_HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(), geolocation=()",
}


ALWAYS = [(name.encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]
ALWAYS_OURS = [*ALWAYS, (b"cache-control", b"no-store")]

Known = Callable[[Request], Awaitable[bool]]
Afterwards = Callable[[], Awaitable[None]]
MostOfFiles = Callable[[Scope], int | None]
OURS = "/api/"
GIVEN_ID = re.compile(r"[0-9A-Za-z_-]{8,64}")
NO_CONTENT = 204
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def origin_of(request: Request) -> Origin:
    agent = request.headers.get("user-agent")
    return Origin(
        request_id=request.state.request_id,
        ip=request.client.host if request.client else None,
        user_agent=agent[:300] if agent else None,
    )


def afterwards(request: Request, act: Afterwards) -> None:
    """Do this once the answer has left: whether there was something to do does not show in the time it took.

    Nobody is told when it fails, so it is logged. A process that is asked to end does it first.
    """
    request.state.afterwards = [*getattr(request.state, "afterwards", ()), act]


def where(request: Request) -> str:
    """The place that a request comes from, as limits count places."""
    return place_of(request.client.host if request.client else None)


class _BodyTooLarge(HTTPException):
    """More bytes came than are allowed. An HTTPException, because FastAPI's body parser lets only those through."""

    def __init__(self, most: int) -> None:
        super().__init__(413, f"at most {most // (1024 * 1024)} MB per such request; send less at a time")


class Surroundings:
    """Pure ASGI, so that bodies stream through untouched."""

    def __init__(self, app: ASGIApp, known: Known, most_of_files: MostOfFiles) -> None:
        self.app, self.known, self.most_of_files = app, known, most_of_files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        given = request.headers.get("x-request-id", "")
        request.state.request_id = given if GIVEN_ID.fullmatch(given) else f"req_{uuid4().hex}"
        exchange = _Exchange(request, receive, send, self._files(request))
        try:
            declared = request.headers.get("content-length", "")
            if re.fullmatch("[0-9]+", declared) and int(declared[:18]) > exchange.most:
                raise _BodyTooLarge(exchange.most)
            if exchange.brings_files and not await self.known(request):
                raise Unauthenticated  # before a stranger's files are taken in
            await self.app(scope, exchange.receive, exchange.send)
        except Exception as error:
            if exchange.started:
                raise
            await (await answered(request, error))(scope, receive, exchange.send)
        finally:
            exchange.finish()
            await exchange.do_what_is_left()

    def _files(self, request: Request) -> int | None:
        """Bytes of the files that are taken in. Elsewhere a body is as small as any, whatever it calls itself."""
        called = request.headers.get("content-type", "").lower()
        return self.most_of_files(request.scope) if called.startswith("multipart/") else None


class _Exchange:
    """One request and its answer, measured."""

    def __init__(self, request: Request, receive: Receive, send: Send, files: int | None) -> None:
        self.request, self.scope, self.rid = request, request.scope, request.state.request_id
        self._receive, self._send = receive, send
        self.brings_files = files is not None
        self.most = settings().max_json_bytes if files is None else files
        self.started, self.replaced, self.status, self.received = False, False, 500, 0
        self.is_ours = self.scope["path"].startswith(OURS)
        self.began = time.perf_counter()

    async def receive(self) -> Message:
        message = await self._receive()
        self.received += len(message.get("body", b""))
        if self.received > self.most:
            raise _BodyTooLarge(self.most)
        return message

    async def send(self, message: Message) -> None:
        if self.replaced:
            return
        if message["type"] == "http.response.start" and self.is_ours:
            try:
                await self._count_stranger()
            except TooManyRequests as error:
                self.replaced = True
                await (await answer_domain_error(self.request, error))(self.scope, self.receive, self._pass_on)
                return
        await self._pass_on(message)

    async def _count_stranger(self) -> None:
        """What no door has counted counts for its address: nothing is asked without end, and every answer says so.

        Raises TooManyRequests, in whose place the answer was: a page for everybody, or a refusal.
        """
        state = self.scope["state"]
        if state.get("allowance") is None:
            allowed, whose = settings().requests_per_minute, f"address:{where(self.request)}"
            state["allowance"] = await limit(whose, allowed, roughly=True)

    async def _pass_on(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started, self.status = True, message["status"]
            if self.status == NO_CONTENT:  # which is of no kind either
                message["headers"] = [each for each in message["headers"] if each[0].lower() != b"content-type"]
            said = {name.lower() for name, _ in message["headers"]}
            extra = [(b"x-request-id", self.rid.encode()), *(ALWAYS_OURS if self.is_ours else ALWAYS)]
            if (allowance := self.scope["state"].get("allowance")) is not None:
                extra += ((name.encode(), value.encode()) for name, value in allowance.headers.items())
            message["headers"] = [*message["headers"], *(each for each in extra if each[0] not in said)]
        await self._send(message)

    async def do_what_is_left(self) -> None:
        for act in self.scope["state"].get("afterwards", ()):
            try:
                await act()
            except Exception as error:
                log.error("afterwards_failed", request_id=self.rid, exc_info=error)

    def finish(self) -> None:
        seconds = time.perf_counter() - self.began
        route = getattr(self.scope.get("route"), "path", "unmatched")
        method = self.scope["method"] if self.scope["method"] in METHODS else "other"  # anybody may invent one
        metrics.observe_request(method, route, self.status, seconds)
        if not self.scope["path"].startswith(("/health", "/metrics", "/assets/")):
            log.info(
                "request",
                request_id=self.rid,
                method=self.scope["method"],
                path=self.scope["path"],
                status=self.status,
                ms=round(seconds * 1000, 1),
            )


class Api(FastAPI):
    """FastAPI in these surroundings, which do what its own outer layers are for.

    `known(request)` says whether a caller of ours is asking, before a stranger's files are taken in;
    `most_of_files(scope)`, how many bytes of files belong there, if any do. `first` is what stands before FastAPI's own
    way to a route.
    """

    def __init__(
        self, known: Known, most_of_files: MostOfFiles, first: Callable[[ASGIApp], ASGIApp], **more: Any
    ) -> None:
        super().__init__(**more)
        self._known, self._most_of_files, self._first = known, most_of_files, first

    def build_middleware_stack(self) -> ASGIApp:
        rest = ExceptionMiddleware(AsyncExitStackMiddleware(self.router), handlers=self.exception_handlers)
        return Surroundings(self._first(rest), self._known, self._most_of_files)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await Starlette.__call__(self, scope, receive, send)
