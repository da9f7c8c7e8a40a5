"""Checkpoints: the hashes of a stretch of the chain, signed with a key that the database does not have.

They lie in the object store, where one more wall stands between them and whoever can write to the database. A stretch
is a thousand rows; a checkpoint holds every hash from its beginning, so that a change is found at the very row, also
when somebody computed the whole chain anew.
"""

import asyncio
import base64
import binascii
import json
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.core import secrets, storage
from app.core.storage import ObjectMissing

STRETCH = 1000
HASH_BYTES = 32
PURPOSE = "audit checkpoint"
AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Rows `first` to `last` had these hashes at `signed_at`."""

    first: int
    last: int
    hashes: bytes
    signed_at: datetime
    is_stale: bool = False
    key_id: str = ""

    def hash_of(self, sequence: int) -> bytes | None:
        at = (sequence - self.first) * HASH_BYTES
        return self.hashes[at : at + HASH_BYTES] if self.first <= sequence <= self.last else None


def stretch(sequence: int) -> int:
    """Which stretch a row is in, from 0."""
    return (sequence - 1) // STRETCH


def _folder(tenant_id: UUID) -> str:
    return f"{tenant_id}/audit/checkpoints/"


async def places(tenant_id: UUID) -> list[int]:
    """The rows at which somebody signed, in order."""
    names = [key.rsplit("/", 1)[1].removesuffix(".json") for key in await storage.keys(_folder(tenant_id))]
    return sorted(int(name) for name in names if name.isascii() and name.isdigit())


async def read(tenant_id: UUID, sequences: Iterable[int]) -> dict[int, Checkpoint | None]:
    """These checkpoints; None for one that is damaged, gone, or not signed by us."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(sequence: int) -> tuple[int, Checkpoint | None]:
        async with turns:
            try:
                content = await storage.read(f"{_folder(tenant_id)}{sequence:020d}.json")
            except ObjectMissing:
                return sequence, None
            return sequence, parse(content, tenant_id, sequence)

    return dict(await asyncio.gather(*(one(each) for each in sequences)))


def parse(content: bytes, tenant_id: UUID, sequence: int) -> Checkpoint | None:
    """None unless our key signed exactly this, for this company and this row."""
    try:
        said = json.loads(content)
        signature = said.pop("mac")
        if not secrets.mac_holds(_message(said), PURPOSE, signature):
            return None
        checkpoint = Checkpoint(
            said["from"],
            said["to"],
            base64.b64decode(said["hashes"], validate=True),
            datetime.fromisoformat(said["signed_at"]),
            secrets.needs_resealing(signature),
            signature.partition(":")[0],
        )
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        return None
    whole = len(checkpoint.hashes) == HASH_BYTES * (checkpoint.last - checkpoint.first + 1)
    return checkpoint if whole and checkpoint.last == sequence and said["tenant_id"] == str(tenant_id) else None


async def write(tenant_id: UUID, checkpoint: Checkpoint) -> None:
    """Sign it and put it away."""
    said = {
        "tenant_id": str(tenant_id),
        "from": checkpoint.first,
        "to": checkpoint.last,
        "hashes": base64.b64encode(checkpoint.hashes).decode(),
        "signed_at": checkpoint.signed_at.isoformat(),
    }
    content = json.dumps({**said, "mac": secrets.mac(_message(said), PURPOSE)}).encode()
    await storage.put(f"{_folder(tenant_id)}{checkpoint.last:020d}.json", content, "application/json")


async def best(tenant_id: UUID) -> AsyncIterator[Checkpoint]:
    """The furthest checkpoint of each stretch, as far as they are sound: those that are needed."""
    furthest = {stretch(sequence): sequence for sequence in await places(tenant_id)}
    sequences = list(furthest.values())
    for at in range(0, len(sequences), AT_ONCE):
        for checkpoint in (await read(tenant_id, sequences[at : at + AT_ONCE])).values():
            if checkpoint is not None:
                yield checkpoint


def _message(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
