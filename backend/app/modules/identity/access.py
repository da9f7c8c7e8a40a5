"""The only door: who is asking, in which company, and may they?"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import func, select, update

from app.core import idempotency, tokens
from app.core.config import settings
from app.core.entering import Shown
from app.core.errors import refuses
from app.core.http import origin_of
from app.core.limits import limit
from app.core.looking import look
from app.core.origin import Origin
from app.core.plans import DOOR
from app.core.tokens import BadToken, Claims, Secret
from app.core.work import Work, begin
from app.modules.identity import refused_keys
from app.modules.identity.errors import (
    CompanyClosed,
    MfaRequired,
    PermissionMissing,
    SessionEnded,
    SignInRequired,
    TokenInvalid,
)
from app.modules.identity.models import KEY_PREFIX, ApiKey
from app.modules.identity.permissions import BEFORE_MFA, FOR_PEOPLE_ONLY, IN_A_CLOSED_COMPANY, ROLES, Permission, Role

bearer = HTTPBearer(
    auto_error=False, bearerFormat="JWT", description="An access token from `/auth/login`, or an API key (`sap_…`)"
)
ONCE = "__once__"
NOTED_EVERY = timedelta(minutes=1)
"""The last use of a key is written down no more often."""
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
    async def begin(self, *, asking: bool = False) -> AsyncIterator[Work]:
        """Work in the caller's company; session or key, membership and role are looked up anew each time.

        With `asking` that of a session is done along with the first question.
        """
        shown, origin = self._shows()
        if asking and isinstance(self.shown, Claims):
            async with look(shown, origin, partial(_let_in, caller=self)) as work:
                yield work
            return
        if isinstance(self.shown, Secret):
            await refused_keys.require_few(origin.ip)
        opened = (
            look(shown, origin)
            if self.permission.reads
            else begin(shown.tenant_id, shown.user_id, origin=origin, shown=shown)
        )
        used_long_ago = refused = False
        try:
            async with opened as work:
                try:
                    used_long_ago = _let_in(work, self)
                except TokenInvalid:
                    refused = True
                    raise
                yield work
        finally:
            if refused and isinstance(self.shown, Secret):
                await refused_keys.note(self.shown, self.origin)
            if used_long_ago and isinstance(self.shown, Secret):
                await _note_use(self.shown)

    def _shows(self) -> tuple[Shown, Origin]:
        who = self.shown
        if isinstance(who, Claims):
            return Shown(who.tenant_id, who.user_id, who.session_id, self.wherever), self.origin
        return Shown(who.owner_id, key_id=who.id), replace(self.origin, api_key_id=str(who.id))


def _let_in(work: Work, caller: Caller) -> bool:
    """The session lives, the person is a member, role and key allow it. Says whether a key's use is to be noted."""
    found, who, permission = work.entered, caller.shown, caller.permission
    if found is None:
        raise SessionEnded if isinstance(who, Claims) else TokenInvalid
    if isinstance(who, Secret):
        _prove(who, found.secret_hash, found.revoked_at, found.expires_at, work.now)
        work.actor_id = found.user_id
    if permission not in ROLES[Role(found.role)]:
        raise PermissionMissing(f"{permission} is not given to the role {found.role}", permission=permission)
    if isinstance(who, Secret) and permission not in frozenset(found.scopes) - FOR_PEOPLE_ONLY:
        raise PermissionMissing(f"{permission} is not among the scopes of this key", permission=permission)
    if found.closed_at is not None and permission not in IN_A_CLOSED_COMPANY:
        raise CompanyClosed
    if found.mfa_required and isinstance(who, Claims) and found.mfa_at is None and permission not in BEFORE_MFA:
        raise MfaRequired
    work.role, work.language = found.role, found.language
    return isinstance(who, Secret) and _long_ago(found.last_used_at, work.now)


def _prove(shown: Secret, kept: bytes, revoked_at: datetime | None, expires_at: datetime | None, now: datetime) -> None:
    """The key is valid now. Raises TokenInvalid."""
    if not shown.matches(kept) or revoked_at is not None:
        raise TokenInvalid
    if expires_at is not None and expires_at <= now:
        raise TokenInvalid("this API key has expired; make a new one")


def _long_ago(used_at: datetime | None, now: datetime) -> bool:
    return used_at is None or used_at < now - NOTED_EVERY


async def _note_use(shown: Secret) -> None:
    """When a key was last used, to the minute."""
    before = ApiKey.last_used_at.is_(None) | (ApiKey.last_used_at < func.now() - NOTED_EVERY)
    async with begin(shown.owner_id) as work:
        noted = update(ApiKey).where(ApiKey.id == shown.id, before).values(last_used_at=func.now())
        await work.session.execute(noted.execution_options(synchronize_session=False))


async def _check_key(shown: Secret, origin: Origin) -> None:
    """Raises TokenInvalid unless it is valid now, and TooManyRequests."""
    await refused_keys.require_few(origin.ip)
    try:
        async with begin(shown.owner_id, read_only=True) as work:
            key = await work.session.scalar(select(ApiKey).where(ApiKey.id == shown.id))
            if key is None:
                raise TokenInvalid
            _prove(shown, key.secret_hash, key.revoked_at, key.expires_at, work.now)
    except TokenInvalid:
        await refused_keys.note(shown, origin)
        raise


async def _count(request: Request, caller: Caller, proven: type[Claims | Secret]) -> None:
    """A token is proven by its signature before anything is looked up, a key by its row.

    By a key's id alone nobody uses up its allowance: what is refused counts for its address.
    """
    if isinstance(caller.shown, proven):
        request.state.allowance = await limit(f"caller:{caller.name}", settings().requests_per_minute, roughly=True)


def may(permission: Permission, *, wherever: bool = False, asking: bool = False) -> Any:
    """A dependency that opens Work for whoever has `permission`, and commits before the answer leaves.

    `asking` is for an endpoint that looks, and whose first act is a question (`Work.ask`): who that is, with their role
    and language, is looked up along with it, which saves a round trip.

    With an Idempotency-Key the whole request happens once. With `wherever` a token will do whose session has moved to
    another company since: who switched and did not hear the answer asks again with the token they have.
    """
    assert permission.reads or not asking, "what is written is written by somebody"

    async def open_work(request: Request, who: Annotated[Claims | Secret, Depends(presented)]) -> AsyncIterator[Work]:
        caller = Caller(who, permission, origin_of(request), wherever)
        await _count(request, caller, Claims)
        key = idempotency.key_of(request)
        async with idempotency.turn(caller.name, key), caller.begin(asking=asking) as work:
            await _count(request, caller, Secret)
            if key is not None:
                request.state.claimed = await idempotency.claim(work, request, key)
            yield work

    setattr(open_work, DOOR, permission)
    setattr(open_work, ONCE, True)
    return Depends(open_work, scope="function")


async def allowed(work: Work) -> frozenset[str]:
    """What whoever asks may do here, by their role and by the scopes of their key."""
    of_the_role = ROLES[Role(work.role)] if work.role else frozenset()
    if work.origin.api_key_id is None:
        return of_the_role
    scopes = await work.session.scalar(select(ApiKey.scopes).where(ApiKey.id == UUID(work.origin.api_key_id)))
    return of_the_role.intersection(scopes or ()) - FOR_PEOPLE_ONLY


async def require(work: Work, permission: Permission, *, field: str) -> None:
    """What this field asks for is more than its door is for. Raises PermissionMissing."""
    if permission not in await allowed(work):
        raise PermissionMissing(f"{permission} is needed for this", permission=permission, field=field)


def may_call(permission: Permission) -> Any:
    """Like `may`, but only looks: the endpoint opens its own work, before or after talking to the outside world."""

    async def let_in(request: Request, who: Annotated[Claims | Secret, Depends(presented)]) -> Caller:
        caller = Caller(who, permission, origin_of(request))
        await _count(request, caller, Claims)
        async with caller.begin():
            await _count(request, caller, Secret)
            return caller

    setattr(let_in, DOOR, permission)
    return Depends(let_in)


async def _check_session(shown: Claims, origin: Origin) -> None:
    """One look: a token outlives its session by minutes. Raises SessionEnded."""
    async with look(Shown(shown.tenant_id, shown.user_id, shown.session_id), origin) as work:
        if work.entered is None:
            raise SessionEnded


async def known(request: Request) -> bool:
    """Whether a valid key, or the token of a session that lives, comes along; what it allows is decided at the door.

    Raises SessionEnded.
    """
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return False
    try:
        shown = await presented(HTTPAuthorizationCredentials(scheme=scheme, credentials=text))
        if isinstance(shown, Secret):
            await _check_key(shown, origin_of(request))
        else:
            await _check_session(shown, origin_of(request))
    except (SignInRequired, TokenInvalid):
        return False
    return True
