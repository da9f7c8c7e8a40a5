"""API keys that open nothing: counted by address, and on record with the company whose key was tried.

A key that nobody made is on nobody's record. What is tried without end fills no log: the same of one key is written
once an hour.
"""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import select, text

from app.core.config import settings
from app.core.limits import check, is_first, limit
from app.core.origin import Origin, place_of
from app.core.tokens import Secret
from app.core.work import begin
from app.modules.identity.models import ApiKey

EVENT = "api_key.refused"
ONCE_IN = 3600
COUNTED = "wrong-keys"
SHOW = text("select set_config('app.shown_key', :hash, true)")


async def require_few(address: str | None) -> None:
    """From where many wrong keys came, none is heard for a while, and none is looked up. Raises TooManyRequests."""
    await check(f"{COUNTED}:{place_of(address)}", settings().wrong_keys_per_address)


async def note(shown: Secret, origin: Origin) -> None:
    """One more that was refused. Raises TooManyRequests."""
    await _leave_on_record(shown, origin)
    await limit(f"{COUNTED}:{place_of(origin.ip)}", settings().wrong_keys_per_address)


async def _leave_on_record(shown: Secret, origin: Origin) -> None:
    key = await _known(shown)
    if key is None:
        return
    reason, proven = _why(shown, key)
    if not await is_first(f"told:{key.tenant_id}:{key.id}:{EVENT}:{reason}", ONCE_IN):
        return
    if proven:
        origin = replace(origin, api_key_id=str(key.id))
    async with begin(key.tenant_id, origin=origin) as work:
        await work.record(EVENT, api_key_id=key.id, reason=reason)


async def _known(shown: Secret) -> ApiKey | None:
    """The key that was meant: in the company that is named, or of another one for who has its secret."""
    async with begin(shown.owner_id, read_only=True) as work:
        await work.session.execute(SHOW, {"hash": shown.hash.hex()})
        key: ApiKey | None = await work.session.scalar(select(ApiKey).where(ApiKey.id == shown.id))
    return key


def _why(shown: Secret, key: ApiKey) -> tuple[str, bool]:
    """What was wrong with it, and whether the secret was right."""
    if not shown.matches(key.secret_hash):
        return "wrong secret", False
    if key.tenant_id != shown.owner_id:
        return "another company", True
    if key.revoked_at is not None:
        return "revoked", True
    if key.expires_at is not None and key.expires_at <= datetime.now(UTC):
        return "expired", True
    return "its maker has left", True
