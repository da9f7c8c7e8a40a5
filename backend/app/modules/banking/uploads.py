"""Taking a file of the bank in: hashed and stored before any transaction is open."""

import asyncio
import hashlib
import re
import tempfile
import time
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO
from uuid import UUID

import structlog
from fastapi import UploadFile

from accounting.statements import Proposal, propose
from accounting.statements.detection import format_of
from app.core import storage
from app.core.config import settings
from app.core.models import new_id
from app.core.storage import StorageUnavailable
from app.modules.banking.errors import StatementFileRefused, TableBusy, TableExpected
from app.modules.banking.models import StatementImport
from app.modules.banking.watched import watched

CHUNK = 1024 * 1024
MOST_PROPOSALS = 100
LONGEST_WAIT, LONGEST_LOOK = 10, 300
"""Seconds: for other tables that are looked at, and at one table."""
_proposals: dict[str, Proposal] = {}
_one_at_a_time = asyncio.Lock()
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Brought:
    """A file, under the id that its import will have."""

    id: UUID
    filename: str
    size_bytes: int
    sha256: str


async def examined(file: UploadFile) -> Brought:
    """Raises StatementFileRefused."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", file.filename or ""))[-1]
    name = "".join(each for each in last if each.isprintable()).strip()[:200] or "statement"
    if not file.size:
        raise StatementFileRefused("the file is empty", field="file", value=name)
    if file.size > settings().max_statement_bytes:
        raise StatementFileRefused(f"{file.size} bytes", field="file", value=name)
    return Brought(new_id(), name, file.size, await asyncio.to_thread(_digest, file.file))


def _digest(body: BinaryIO) -> str:
    body.seek(0)
    digest = hashlib.sha256()
    while chunk := body.read(CHUNK):
        digest.update(chunk)
    body.seek(0)
    return digest.hexdigest()


async def store(brought: Brought, tenant_id: UUID, body: BinaryIO) -> None:
    """Raises StorageUnavailable."""
    await storage.put(_key(brought, tenant_id), body, "application/octet-stream")


async def forget(brought: Brought, tenant_id: UUID) -> None:
    """Remove bytes that no import has. If storage is away they stay there, unreachable and harmless."""
    try:
        await storage.remove([_key(brought, tenant_id)])
    except StorageUnavailable as error:
        log.warning("bytes_left_behind", statement=str(brought.id), error=str(error))


async def table(key: str) -> Proposal:
    """What a stored table seems to be.

    Worked out once, as a file never changes, and for one file at a time: others go on while a large one is looked at.
    Raises TableBusy, TableExpected, StatementUnreadable, ObjectMissing, StorageUnavailable.
    """
    if (known := _proposals.pop(key, None)) is None:
        try:
            await asyncio.wait_for(_one_at_a_time.acquire(), LONGEST_WAIT)
        except TimeoutError:
            raise TableBusy from None
        try:
            known = _proposals.pop(key, None) or await _proposed(key)
        finally:
            _one_at_a_time.release()
    _proposals[key] = known
    while len(_proposals) > MOST_PROPOSALS:
        _proposals.pop(next(iter(_proposals)))
    return known


async def _proposed(key: str) -> Proposal:
    with tempfile.TemporaryFile() as file:
        _, chunks = await storage.stream(key)
        async for chunk in chunks:
            await asyncio.to_thread(file.write, chunk)
        if format_of(file) not in ("table", "xlsx"):
            raise TableExpected
        end = time.monotonic() + LONGEST_LOOK

        def check() -> None:
            if time.monotonic() >= end:
                raise TableBusy

        return await asyncio.to_thread(propose, watched(file, check), datetime.now(UTC).date())


def _key(brought: Brought, tenant_id: UUID) -> str:
    return StatementImport(tenant_id=tenant_id, id=brought.id).key
