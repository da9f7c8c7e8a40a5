"""Idempotency-Key: a request sent again has no second effect, and gets the first answer again, byte for byte.

The key, what was asked and what was answered are rows of the same transaction as the effect (as Stripe and Formance
describe theirs). A request that was refused changed nothing and leaves no key: it may be sent again.
"""

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from weakref import WeakValueDictionary

from fastapi import Request, Response
from sqlalchemy import Index, LargeBinary, Text, delete, func, null, select, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, mapped_column
from starlette.datastructures import UploadFile

from accounting.errors import Conflict, Invalid
from app.core import nightly, resealing, secrets
from app.core.config import settings
from app.core.models import Base
from app.core.runs import Run, task
from app.core.work import Work

HEADER = "idempotency-key"
KEY = re.compile(r"[\x21-\x7e]{1,255}")
KEPT_HEADERS = ("content-type", "location", "etag")
COOKIE = "set-cookie"
PURPOSE = "stored answer"
PURPOSE_WITH_COOKIE = "stored answer with its cookie"
CHUNK = 1024 * 1024


class IdempotencyKeyInvalid(Invalid):
    """An Idempotency-Key is 1 to 255 visible characters without blanks, such as a UUID."""


class IdempotencyKeyReused(Conflict):
    """This Idempotency-Key was used for another request; make a new key for a new request."""


class IdempotencyKey(Base):
    """One key of one person, what was asked with it, and the sealed answer."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (Index("ix_idempotency_keys_created_at", "tenant_id", "created_at"),)

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.accounting.current_tenant())
    actor_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    request_hash: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int | None]
    headers: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    body_sealed: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Replay(Exception):
    """This was answered before; here is the answer."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


SENDING_AGAIN = "x-sending-again"


def sent_again(it: str) -> dict[str, str]:
    """Of a POST that takes no key, for the API's document: what it does when it is sent again, and why that is fine."""
    return {SENDING_AGAIN: it}


def key_of(request: Request) -> str | None:
    """The key a POST came with. Raises IdempotencyKeyInvalid."""
    key = request.headers.get(HEADER)
    if key is None or request.method != "POST":
        return None
    if not KEY.fullmatch(key):
        raise IdempotencyKeyInvalid(field="Idempotency-Key", value=key[:100])
    return key


_turns: "WeakValueDictionary[tuple[str, str], asyncio.Lock]" = WeakValueDictionary()


@asynccontextmanager
async def turn(caller: str, key: str | None) -> AsyncIterator[None]:
    """One at a time for the same key in this process, so that a storm of retries waits here and not in the database.

    Between processes the primary key does the same.
    """
    if key is None:
        yield
        return
    lock = _turns.setdefault((caller, key), asyncio.Lock())
    async with lock:
        yield


@dataclass(frozen=True, slots=True)
class Claimed:
    """A key that is ours until the transaction ends, and where it lies: the work may go on in another company."""

    work: Work
    key: str
    tenant_id: UUID


async def claim(work: Work, request: Request, key: str) -> Claimed:
    """Make the key ours. Raises Replay, IdempotencyKeyReused."""
    assert work.tenant_id is not None, "a key is kept with the company it was used in"
    asked = await _request_hash(request)
    expired = func.now() - timedelta(hours=settings().idempotency_key_hours)
    claimed = insert(IdempotencyKey).values(actor_id=work.actor_id, key=key, request_hash=asked)
    begun_anew = {
        "request_hash": asked,
        "created_at": func.now(),
        "status": None,
        "headers": null(),
        "body_sealed": None,
    }
    mine = await work.session.scalar(
        claimed.on_conflict_do_update(
            index_elements=["tenant_id", "actor_id", "key"],
            set_=begun_anew,
            where=IdempotencyKey.created_at < expired,
        ).returning(IdempotencyKey.key)
    )
    if mine is not None:
        return Claimed(work, key, work.tenant_id)
    stored = await work.session.scalar(
        select(IdempotencyKey).where(IdempotencyKey.actor_id == work.actor_id, IdempotencyKey.key == key)
    )
    if stored is None or stored.request_hash != asked:
        raise IdempotencyKeyReused(field="Idempotency-Key", value=key)
    body, headers = _opened(stored)
    raise Replay(
        Response(
            body,
            stored.status or 200,
            {**headers, "idempotent-replayed": "true"},
        )
    )


def _opened(stored: IdempotencyKey) -> tuple[bytes, dict[str, str]]:
    headers = dict(stored.headers or {})
    body = secrets.unseal(stored.body_sealed, _purpose(stored)) if stored.body_sealed else b""
    if COOKIE in headers:
        cookie, _, body = body.partition(b"\n")
        headers[COOKIE] = cookie.decode()
    return body, headers


def _purpose(stored: IdempotencyKey) -> str:
    return PURPOSE_WITH_COOKIE if COOKIE in (stored.headers or {}) else PURPOSE


resealing.declare_column("stored answers", IdempotencyKey.body_sealed, _purpose)


async def keep(claimed: Claimed, response: Response) -> None:
    """Store the answer with its effect. It may hold what is shown only once, hence sealed; its cookie as well."""
    work = claimed.work
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    sealed = secrets.seal(bytes(response.body), PURPOSE) if response.body else None
    if (cookie := response.headers.get(COOKIE)) is not None:
        headers[COOKIE] = "sealed"
        sealed = secrets.seal(cookie.encode() + b"\n" + bytes(response.body), PURPOSE_WITH_COOKIE)
    answered = (
        update(IdempotencyKey)
        .where(IdempotencyKey.actor_id == work.actor_id, IdempotencyKey.key == claimed.key)
        .values(status=response.status_code, headers=headers, body_sealed=sealed)
    )
    async with work.in_tenant(claimed.tenant_id) if work.tenant_id != claimed.tenant_id else nullcontext():
        await work.session.execute(answered)


@task("idempotency.forget")
async def forget_old(run: Run, night: str) -> None:
    """Keys that are no longer good go, and the sealed answers with them."""
    expired = func.now() - timedelta(hours=settings().idempotency_key_hours)
    async with run.begin() as work:
        await work.session.execute(delete(IdempotencyKey).where(IdempotencyKey.created_at < expired))


nightly.every_night("idempotency.forget")


async def _request_hash(request: Request) -> bytes:
    """What was asked: method, path, query and content. Of a form its parts, since boundaries differ at each sending."""
    digest = hashlib.sha256(f"{request.method} {request.url.path}?{request.url.query}\n".encode())
    if request.headers.get("content-type", "").lower().startswith("multipart/"):
        for name, part in (await request.form()).multi_items():
            digest.update(json.dumps([name, part.filename if isinstance(part, UploadFile) else part]).encode())
            if isinstance(part, UploadFile):
                await part.seek(0)
                while chunk := await part.read(CHUNK):
                    digest.update(chunk)
                await part.seek(0)
    else:
        digest.update(await request.body())
    return digest.digest()
