"""What surrounds every request: an id, security headers, a size limit, what is left of a limit; a log line, metrics."""

import re
import time
from collections.abc import Awaitable, Callable
from uuid import uuid4

import structlog
from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from accounting.errors import DomainError, Unauthenticated
from app.core import metrics
from app.core.config import settings
from app.core.errors import TooManyRequests
from app.core.limits import limit
from app.core.problems import answer_domain_error, answer_http_exception, answer_unexpected
from app.core.work import Origin

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
NOT_KEPT = (b"cache-control", b"no-store")

Known = Callable[[Request], Awaitable[bool]]
OURS = "/api/"
GIVEN_ID = re.compile(r"[0-9A-Za-z_-]{8,64}")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def origin_of(request: Request) -> Origin:
    agent = request.headers.get("user-agent")
    return Origin(
        request_id=request.state.request_id,
        ip=request.client.host if request.client else None,
        user_agent=agent[:300] if agent else None,
    )


def _brings_files(request: Request) -> bool:
    return request.headers.get("content-type", "").lower().startswith("multipart/")


class _BodyTooLarge(HTTPException):
    """More bytes came than are allowed. An HTTPException, because FastAPI's body parser lets only those through."""

    def __init__(self, most: int) -> None:
        super().__init__(413, f"at most {most // (1024 * 1024)} MB per such request; send less at a time")


class Surroundings:
    """Pure ASGI, so that bodies stream through untouched."""

    def __init__(self, app: ASGIApp, known: Known) -> None:
        self.app, self.known = app, known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        given = request.headers.get("x-request-id", "")
        request.state.request_id = given if GIVEN_ID.fullmatch(given) else f"req_{uuid4().hex}"
        exchange = _Exchange(request, receive, send)
        try:
            declared = request.headers.get("content-length", "")
            if re.fullmatch("[0-9]+", declared) and int(declared[:18]) > exchange.most:
                raise _BodyTooLarge(exchange.most)
            if _brings_files(request) and not await self.known(request):
                raise Unauthenticated  # before a stranger's files are taken in
            await self.app(scope, exchange.receive, exchange.send)
        except _BodyTooLarge as error:
            await (await answer_http_exception(request, error))(scope, receive, exchange.send)
        except DomainError as error:
            await (await answer_domain_error(request, error))(scope, receive, exchange.send)
        except Exception as error:
            if exchange.started:
                raise
            await answer_unexpected(request, error)(scope, receive, exchange.send)
        finally:
            exchange.finish()


class _Exchange:
    """One request and its answer, measured."""

    def __init__(self, request: Request, receive: Receive, send: Send) -> None:
        self.request, self.scope, self.rid = request, request.scope, request.state.request_id
        self._receive, self._send = receive, send
        self.most = settings().max_request_bytes if _brings_files(request) else settings().max_json_bytes
        self.started, self.replaced, self.status, self.received = False, False, 500, 0
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
        if message["type"] == "http.response.start" and self.scope["path"].startswith(OURS):
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
        state = self.scope.setdefault("state", {})
        if state.get("allowance") is None:
            address = self.request.client.host if self.request.client else ""
            state["allowance"] = await limit(f"address:{address}", settings().requests_per_minute)

    async def _pass_on(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started, self.status = True, message["status"]
            headers = {name.lower() for name, _ in message["headers"]}
            extra = [(b"x-request-id", self.rid.encode()), *ALWAYS]
            if self.scope["path"].startswith(OURS):
                extra.append(NOT_KEPT)
            if (allowance := self.scope.get("state", {}).get("allowance")) is not None:
                extra += ((name.encode(), value.encode()) for name, value in allowance.headers.items())
            message["headers"] = [*message["headers"], *(each for each in extra if each[0] not in headers)]
        await self._send(message)

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


def install(app: FastAPI, known: Known) -> None:
    """`known(request)` says whether a caller of ours is asking, before a stranger's files are taken in."""
    app.add_middleware(Surroundings, known=known)
