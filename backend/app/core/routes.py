"""The router that every module uses: what all endpoints share, so that none does it by hand."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute

from app.core import idempotency


class Route(APIRoute):
    """Stores the answer to a request with an Idempotency-Key, inside its transaction, and gives a stored one again."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_once(request: Request) -> Response:
            try:
                response = await handle(request)
            except idempotency.Replay as replay:
                return replay.response
            claimed = getattr(request.state, "claimed", None)
            if claimed is not None:  # the Work is still open: it commits when this function has returned
                await idempotency.keep(claimed, response)
            return response

        return handle_once


class Router(APIRouter):
    def __init__(self, **more: Any) -> None:
        super().__init__(route_class=Route, **more)
