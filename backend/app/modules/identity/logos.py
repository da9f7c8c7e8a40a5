"""A company's logo, as its invoices carry it. One that was replaced stays: invoices of before carry it still."""

import hashlib
import struct

from app.core import storage, typesetting
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.identity.errors import LogoMissing, LogoRefused
from app.modules.identity.models import Tenant

MOST_BYTES = 500_000
MOST_PIXELS = 4000
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
START_OF_FRAME = (0xC0, 0xC1, 0xC2)


async def examine(content: bytes) -> str:
    """Its media type. Raises LogoRefused for what is no picture, too large, or cannot be put on paper."""
    size = _size(content) if len(content) <= MOST_BYTES else None
    if size is None or max(size) > MOST_PIXELS or min(size) < 1:
        raise LogoRefused(field="file")
    import typst

    try:
        await typesetting.pdf("picture", {"picture": content})
    except typst.TypstError as error:
        raise LogoRefused(field="file") from error
    return "image/png" if content.startswith(PNG) else "image/jpeg"


async def keep(content: bytes, media_type: str, folder: str) -> str:
    """Put it in storage; the same picture is kept once. Raises StorageUnavailable."""
    key = f"{folder}/logos/{hashlib.sha256(content).hexdigest()}.{media_type.removeprefix('image/')}"
    await storage.put(key, content, media_type)
    return key


async def put(work: Work, key: str | None, seen: int | None) -> Tenant:
    """From now on this one, or none. Raises ChangedMeanwhile."""
    tenant = await work.session.get_one(Tenant, work.tenant_id, with_for_update=True)
    unless_stale(tenant, seen)
    before, tenant.logo_key = tenant.logo_key, key
    await work.record("company.logo_changed", tenant_id=tenant.id, old={"logo": before}, new={"logo": key})
    return tenant


async def key_of(work: Work) -> str:
    """Raises LogoMissing."""
    tenant = await work.session.get_one(Tenant, work.tenant_id)
    if tenant.logo_key is None:
        raise LogoMissing
    return tenant.logo_key


def _size(content: bytes) -> tuple[int, int] | None:
    """Width and height as the file says, before anything decodes it."""
    if content.startswith(PNG) and len(content) > 24:
        return struct.unpack(">II", content[16:24])
    if not content.startswith(JPEG):
        return None
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        kind, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4])
        if kind in START_OF_FRAME:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + length
    return None
