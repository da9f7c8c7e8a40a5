"""API keys: shown once, kept as a hash; each acts as the person who made it, within its scopes."""

from datetime import datetime, time, timedelta
from uuid import UUID

from app.core import mail
from app.core.days import BOOKS_TIME
from app.core.models import new_id
from app.core.tokens import Secret
from app.core.work import Work
from app.modules.identity.errors import ApiKeyNotFound, ExpiryOutOfReach, ScopeNotYours
from app.modules.identity.models import KEY_PREFIX, ApiKey, Tenant
from app.modules.identity.people import revoke_keys
from app.modules.identity.permissions import FOR_PEOPLE_ONLY, ROLES, Role
from app.modules.identity.registering import require_verified
from app.modules.identity.schemas.asked import MakeApiKey

LONGEST = timedelta(days=3653)


async def make(work: Work, asked: MakeApiKey) -> tuple[ApiKey, str]:
    """A key, and its text for this once. Raises EmailNotVerified, ScopeNotYours, ExpiryOutOfReach."""
    user = await require_verified(work)
    assert work.role is not None
    if beyond := set(asked.scopes) - (ROLES[Role(work.role)] - FOR_PEOPLE_ONLY):
        raise ScopeNotYours(f"not for you to give away: {', '.join(sorted(beyond))}", field="scopes")
    if asked.expires_on is not None and not work.today < asked.expires_on <= work.today + LONGEST:
        raise ExpiryOutOfReach(field="expires_on", value=asked.expires_on)
    company = await work.session.get_one(Tenant, work.tenant_id)
    secret = Secret.make(company.id, new_id())
    key = ApiKey(
        id=secret.id,
        name=asked.name,
        prefix=f"{KEY_PREFIX}…{secret.id.hex[-8:]}",
        secret_hash=secret.hash,
        scopes=sorted(set(asked.scopes)),
        created_by=user.id,
        created_at=work.now,
        expires_at=asked.expires_on and datetime.combine(asked.expires_on + timedelta(days=1), time(), BOOKS_TIME),
    )
    work.session.add(key)
    await work.record("api_key.made", api_key_id=key.id, scopes=key.scopes, expires_on=asked.expires_on)
    await mail.send(
        work,
        "api_key_made",
        to=user.email,
        language=user.language,
        user_id=user.id,
        name=user.full_name,
        key_name=key.name,
        company=company.name,
    )
    return key, f"{KEY_PREFIX}{secret}"


async def revoke(work: Work, key_id: UUID) -> None:
    """The key opens nothing any more; revoking it twice is fine. Raises ApiKeyNotFound."""
    if await work.session.get(ApiKey, (work.tenant_id, key_id)) is None:
        raise ApiKeyNotFound
    await revoke_keys(work, ApiKey.id == key_id)
