"""Taking files in: looked at by content, hashed, and stored, before any transaction is open."""

import asyncio
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

import structlog
from fastapi import UploadFile

from accounting.errors import Violation
from app.core import storage
from app.core.config import settings
from app.core.models import new_id
from app.core.storage import StorageUnavailable
from app.modules.documents.errors import UploadRefused
from app.modules.documents.models import Document
from app.modules.documents.schemas import RefusedFile
from app.modules.documents.service import Stored
from app.modules.documents.wording import sentence
from libs.media import recognise

CHUNK = 1024 * 1024
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that may come in: what it is, and its bytes."""

    stored: Stored
    body: BinaryIO


def plain_name(name: str | None) -> str:
    """The file's own name without path or control characters, at most 200 characters.

    >>> plain_name("../../etc/passwd")
    'passwd'
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name or ""))[-1]
    kept = "".join(character for character in last if character.isprintable()).strip()
    return kept[:200] or "document"


async def examine(files: list[UploadFile], language: str) -> tuple[list[Incoming], list[RefusedFile]]:
    """Which files may come in, and which not and why. Raises UploadRefused when none may."""
    incoming: list[Incoming] = []
    refused: list[RefusedFile] = []
    for index, file in enumerate(files):
        name = plain_name(file.filename)
        found = "too_many_files" if index >= settings().max_files_per_upload else await _examined(file, name)
        if isinstance(found, Incoming):
            incoming.append(found)
        else:
            refused.append(
                RefusedFile(file=name, field=f"files.{index}", code=found, message=sentence(found, language))
            )
    if not incoming:
        violations = [Violation(each.code, each.message, each.field, each.file) for each in refused]
        raise UploadRefused(refused[0].message if refused else None, violations=violations)
    return incoming, refused


async def _examined(file: UploadFile, name: str) -> Incoming | str:
    if not file.size:
        return "empty_file"
    if file.size > settings().max_file_bytes:
        return "file_too_large"
    body = file.file
    head, digest = await asyncio.to_thread(_read_through, body)
    media_type = recognise(head)
    if media_type is None:
        return "unsupported_type"
    return Incoming(Stored(new_id(), name, media_type, file.size, digest), body)


def _read_through(body: BinaryIO) -> tuple[bytes, str]:
    body.seek(0)
    digest = hashlib.sha256()
    head = b""
    while chunk := body.read(CHUNK):
        head = head or chunk[:4096]
        digest.update(chunk)
    body.seek(0)
    return head, digest.hexdigest()


async def store(incoming: list[Incoming], tenant_id: UUID, known: set[str]) -> None:
    """Put the bytes of new files in storage, each under the id its document will have.

    This comes before the documents are committed, so that there is never one without its bytes. Raises
    StorageUnavailable; what was put until then is taken out again, as far as storage lets us.
    """
    new = [each for each in incoming if each.stored.sha256 not in known]
    for index, each in enumerate(new):
        try:
            await storage.put(_key(each.stored, tenant_id), each.body, each.stored.media_type)
        except StorageUnavailable:
            await forget([before.stored for before in new[:index]], tenant_id)
            raise


async def forget(stored: list[Stored], tenant_id: UUID) -> None:
    """Remove bytes that no document has. If storage is away they stay there, unreachable and harmless."""
    try:
        await storage.remove(_key(each, tenant_id) for each in stored)
    except StorageUnavailable as error:
        log.warning("bytes_left_behind", documents=[str(each.id) for each in stored], error=str(error))


def _key(stored: Stored, tenant_id: UUID) -> str:
    return Document(tenant_id=tenant_id, id=stored.id).key
