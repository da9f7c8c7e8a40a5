"""The only door: who is asking, in which company, and may they?"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import select

from app.core import tokens
from app.core.http import origin_of
from app.core.tokens import BadToken, Claims
from app.core.work import Origin, Work, begin
from app.modules.identity.errors import PermissionMissing, SessionEnded, SignInRequired, TokenInvalid
from app.modules.identity.models import Membership, Session, User
from app.modules.identity.permissions import ROLES, Permission, Role

bearer = HTTPBearer(auto_error=False, bearerFormat="JWT", description="Access token from /auth/login")
DOOR = "__permission__"


def claims(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> Claims:
    if credentials is None:
        raise SignInRequired
    try:
        return tokens.read_access(credentials.credentials)
    except BadToken as error:
        raise TokenInvalid from error


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who was let in, and can open work: for the few who must talk to the outside world in between."""

    claims: Claims
    permission: Permission
    origin: Origin

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Work]:
        """Work in the caller's company; session, membership and role are looked up anew each time."""
        async with begin(
            self.claims.tenant_id, self.claims.user_id, read_only=self.permission.reads, origin=self.origin
        ) as work:
            await _require(work, self.claims, self.permission)
            yield work


async def _require(work: Work, who: Claims, permission: Permission) -> None:
    """One look-up per request: the session lives, the person is a member, the role allows it."""
    found = (
        await work.session.execute(
            select(Membership.role, User.language, Session.revoked_at, Session.tenant_id)
            .join(User, User.id == Membership.user_id)
            .join(Session, (Session.user_id == User.id) & (Session.id == who.session_id))
            .where(Membership.user_id == who.user_id, Membership.tenant_id == who.tenant_id)
        )
    ).one_or_none()
    if found is None or found.revoked_at is not None or found.tenant_id != who.tenant_id:
        raise SessionEnded
    if permission not in ROLES[Role(found.role)]:
        raise PermissionMissing(f"{permission} is not given to the role {found.role}")
    work.role, work.language = found.role, found.language


def may(permission: Permission) -> Any:
    """A dependency that opens Work for whoever has `permission`, and commits before the answer leaves."""

    async def open_work(request: Request, who: Annotated[Claims, Depends(claims)]) -> AsyncIterator[Work]:
        async with Caller(who, permission, origin_of(request)).begin() as work:
            yield work

    setattr(open_work, DOOR, permission)
    return Depends(open_work, scope="function")


def may_call(permission: Permission) -> Any:
    """Like `may`, but only looks: the endpoint opens its own work, before or after talking to the outside world."""

    async def let_in(request: Request, who: Annotated[Claims, Depends(claims)]) -> Caller:
        caller = Caller(who, permission, origin_of(request))
        async with caller.begin():
            return caller

    setattr(let_in, DOOR, permission)
    return Depends(let_in)
