"""A plan calls what FastAPI would, in its order, once each, and refuses what it would refuse."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Annotated

import pytest
from fastapi import Depends, Query, Request
from fastapi.dependencies.utils import get_dependant
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel

from app.api.v1.router import router
from app.core.plans import Going, plan_of

happened: list[str] = []


async def base(request: Request) -> str:
    happened.append("base")
    return request.url.path


async def opened(given: Annotated[str, Depends(base)]) -> AsyncIterator[str]:
    happened.append("opened")
    try:
        yield f"opened {given}"
    finally:
        happened.append("closed")


async def read(
    work: Annotated[str, Depends(opened)],
    given: Annotated[str, Depends(base)],
    limit: Annotated[int, Query(ge=1)] = 50,
) -> tuple[str, str, int]:
    happened.append("read")
    return work, given, limit


class Body(BaseModel):
    name: str


async def with_body(body: Body) -> None: ...


def without_await() -> int:
    return 1


async def on_a_thread(number: Annotated[int, Depends(without_await)]) -> None: ...


async def answer(query: bytes) -> object:
    plan = plan_of(get_dependant(path="/here", call=read))
    assert plan is not None
    scope = {"type": "http", "method": "GET", "path": "/here", "query_string": query, "headers": [], "path_params": {}}
    happened.clear()
    async with AsyncExitStack() as stack:
        return await plan.carry_out(Going(Request(scope | {"server": ("test", 80), "scheme": "http"}), stack))


async def test_each_dependency_is_asked_once_and_what_was_opened_is_closed_last():
    assert await answer(b"limit=7") == ("opened /here", "/here", 7)
    assert happened == ["base", "opened", "read", "closed"]


async def test_what_cannot_be_read_is_refused_and_what_was_opened_is_closed():
    with pytest.raises(RequestValidationError) as refused:
        await answer(b"limit=0")
    assert [each["loc"] for each in refused.value.errors()] == [("query", "limit")]
    assert happened == ["base", "opened", "closed"]


@pytest.mark.parametrize("call", [with_body, on_a_thread])
def test_what_takes_a_body_or_a_thread_is_left_to_fastapi(call):
    assert plan_of(get_dependant(path="/here", call=call)) is None


def test_every_route_that_reads_has_a_plan():
    without = [route.path for route in router.routes if route.methods == {"GET"} and route.plan is None]
    assert without == []
