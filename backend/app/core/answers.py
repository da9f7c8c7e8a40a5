"""The envelope of every answer: `data` and `meta`."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from fastapi import Request, Response
from pydantic import BaseModel, Field
from pydantic_core import to_json

T = TypeVar("T")


class Meta(BaseModel):
    request_id: str
    timestamp: datetime


class Answer(BaseModel, Generic[T]):
    data: T
    meta: Meta


class PageMeta(Meta):
    next_cursor: str | None = Field(None, description="pass as `cursor` to get the next page")
    has_more: bool = False


class Page(BaseModel, Generic[T]):
    data: list[T]
    meta: PageMeta


def meta(request: Request, **more: Any) -> dict[str, Any]:
    return {"request_id": request.state.request_id, "timestamp": datetime.now(UTC), **more}


def answer(request: Request, data: Any, **more: Any) -> dict[str, Any]:
    return {"data": data, "meta": meta(request, **more)}


def written_page(request: Request, lines: Sequence[str], **more: Any) -> Response:
    """A page whose lines are JSON already."""
    body = f'{{"data":[{",".join(lines)}],"meta":'.encode() + to_json(meta(request, **more)) + b"}"
    return Response(body, media_type="application/json")
