"""The only door: who is asking, in which company, and may they?"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import func, literal, or_, select, update

from app.core import idempotency, tokens
from app.core.config import settings
from app.core.errors import refuses
from app.core.http import origin_of
from app.core.limits import limit
from app.core.tokens import BadToken, Claims, Secret
from app.core.work import Origin, Work, begin
from app.modules.identity.errors import (
    CompanyClosed,
    MfaRequired,
    PermissionMissing,
    SessionEnded,
    SignInRequired,
    TokenInvalid,
)
from app.modules.identity.models import KEY_PREFIX, ApiKey, Membership, Session, Tenant, User
from app.modules.identity.permissions import BEFORE_MFA, FOR_PEOPLE_ONLY, IN_A_CLOSED_COMPANY, ROLES, Permission, Role

bearer = HTTPBearer(
    auto_error=False, bearerFormat="JWT", description="An access token from `/auth/login`, or an API key (`sap_…`)"
)
DOOR = "__permission__"
ONCE = "__once__"
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]


@refuses(SignInRequired, TokenInvalid)
async def claims(credentials: Credentials) -> Claims:
    """A signed-in person, for the few doors where an API key will not do."""
    if credentials is None:
        raise SignInRequired
    try:
        return tokens.read_access(credentials.credentials)
    except BadToken as error:
        raise TokenInvalid from error


@refuses(SignInRequired, TokenInvalid)
async def presented(credentials: Credentials) -> Claims | Secret:
    """A person's access token, or an API key."""
    if credentials is not None and credentials.credentials.startswith(KEY_PREFIX):
        key = Secret.parse(credentials.credentials.removeprefix(KEY_PREFIX))
        if key is None:
            raise TokenInvalid
        return key
    return await claims(credentials)


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who was let in, and can open work: for the few who must talk to the outside world in between."""

    shown: Claims | Secret
    permission: Permission
    origin: Origin
    wherever: bool = False

    @property
    def tenant_id(self) -> UUID:
        return self.shown.tenant_id if isinstance(self.shown, Claims) else self.shown.owner_id

    @property
    def name(self) -> str:
        """One caller for limits and idempotency: a session, or a key."""
        return str(self.shown.session_id if isinstance(self.shown, Claims) else self.shown.id)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Work]:
        """Work in the caller's company; session or key, membership and role are looked up anew each time."""
        actor_id, scopes, origin = await self._who()
        async with begin(self.tenant_id, actor_id, read_only=self.permission.reads, origin=origin) as work:
            await _require(work, self, scopes)
            yield work

    async def _who(self) -> tuple[UUID, frozenset[str] | None, Origin]:
        """The acting person, and what a key is confined to."""
        if isinstance(self.shown, Claims):
            return self.shown.user_id, None, self.origin
        key = await _known_key(self.shown)
        return key.created_by, frozenset(key.scopes), replace(self.origin, api_key_id=str(key.id))


async def _known_key(shown: Secret) -> ApiKey:
    """A key that is valid now; its last use is noted once a minute. Raises TokenInvalid."""
    async with begin(shown.owner_id) as work:
        key = await work.session.scalar(select(ApiKey).where(ApiKey.id == shown.id))
        if key is None or not shown.matches(key.secret_hash) or key.revoked_at is not None:
            raise TokenInvalid
        if key.expires_at is not None and key.expires_at <= work.now:
            raise TokenInvalid("this API key has expired; make a new one")
        if key.last_used_at is None or key.last_used_at < work.now - timedelta(minutes=1):
            await work.session.execute(
                update(ApiKey)
                .where(
                    ApiKey.id == key.id,
                    or_(ApiKey.last_used_at.is_(None), ApiKey.last_used_at < func.now() - timedelta(minutes=1)),
                )
                .values(last_used_at=func.now())
                .execution_options(synchronize_session=False)
            )
        return key


async def _require(work: Work, caller: Caller, scopes: frozenset[str] | None) -> None:
    """One look-up per request: the session lives, the person is a member, the role and the key allow it."""
    query = (
        select(Membership.role, User.language, Tenant.mfa_required, Tenant.closed_at)
        .join(User, User.id == Membership.user_id)
        .join(Tenant, Tenant.id == Membership.tenant_id)
        .where(Membership.user_id == work.actor_id, Membership.tenant_id == work.tenant_id, User.erased_at.is_(None))
    )
    who = caller.shown
    if isinstance(who, Claims):
        query = query.add_columns(Session.mfa_at).join(
            Session,
            (Session.user_id == User.id)
            & (Session.id == who.session_id)
            & or_(Session.tenant_id == who.tenant_id, literal(caller.wherever))
            & Session.revoked_at.is_(None),
        )
    found = (await work.session.execute(query)).one_or_none()
    if found is None:
        raise SessionEnded if isinstance(who, Claims) else TokenInvalid
    permission = caller.permission
    if permission not in ROLES[Role(found.role)]:
        raise PermissionMissing(f"{permission} is not given to the role {found.role}")
    if scopes is not None and permission not in scopes - FOR_PEOPLE_ONLY:
        raise PermissionMissing(f"{permission} is not among the scopes of this key")
    if found.closed_at is not None and permission not in IN_A_CLOSED_COMPANY:
        raise CompanyClosed
    if found.mfa_required and isinstance(who, Claims) and found.mfa_at is None and permission not in BEFORE_MFA:
        raise MfaRequired
    work.role, work.language = found.role, found.language


async def _count(request: Request, caller: Caller) -> None:
    request.state.allowance = await limit(f"caller:{caller.name}", settings().requests_per_minute)


def may(permission: Permission, *, wherever: bool = False) -> Any:
    """A dependency that opens Work for whoever has `permission`, and commits before the answer leaves.

    With an Idempotency-Key the whole request happens once. With `wherever` a token will do whose session has moved to
    another company since: who switched and did not hear the answer asks again with the token they have.
    """

    async def open_work(request: Request, who: Annotated[Claims | Secret, Depends(presented)]) -> AsyncIterator[Work]:
        caller = Caller(who, permission, origin_of(request), wherever)
        await _count(request, caller)
        key = idempotency.key_of(request)
        async with idempotency.turn(caller.name, key), caller.begin() as work:
            if key is not None:
                request.state.claimed = await idempotency.claim(work, request, key)
            yield work

    setattr(open_work, DOOR, permission)
    setattr(open_work, ONCE, True)
    return Depends(open_work, scope="function")


def may_call(permission: Permission) -> Any:
    """Like `may`, but only looks: the endpoint opens its own work, before or after talking to the outside world."""

    async def let_in(request: Request, who: Annotated[Claims | Secret, Depends(presented)]) -> Caller:
        caller = Caller(who, permission, origin_of(request))
        await _count(request, caller)
        async with caller.begin():
            return caller

    setattr(let_in, DOOR, permission)
    return Depends(let_in)


async def known(request: Request) -> bool:
    """Whether a valid token or key comes along; what it allows is decided at the door."""
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return False
    try:
        shown = await presented(HTTPAuthorizationCredentials(scheme=scheme, credentials=text))
        if isinstance(shown, Secret):
            await _known_key(shown)
    except (SignInRequired, TokenInvalid):
        return False
    return True
