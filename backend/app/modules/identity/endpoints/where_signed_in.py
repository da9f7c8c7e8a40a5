from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request

from app.core.answers import Page
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.tokens import Claims
from app.core.work import Work
from app.modules.identity import queries, sessions
from app.modules.identity.access import claims, may
from app.modules.identity.errors import SessionNotFound
from app.modules.identity.permissions import Permission
from app.modules.identity.schemas.answered import SessionRead

router = Router(prefix="/me/sessions", tags=["security"])
Who = Annotated[Claims, Depends(claims)]


@router.get("", response_model=Page[SessionRead], responses=LISTED)
async def list_sessions(
    request: Request,
    work: Annotated[Work, may(Permission.PROFILE_READ)],
    who: Who,
    asked: Annotated[Asked, queries.SESSIONS.asked()],
) -> Any:
    """Where you are signed in, the latest used first."""
    shape = partial(queries.sessions, asks=who.session_id)
    mine = queries.living_sessions(who)
    return await listed(request, work, queries.SESSIONS, asked, mine, SessionRead, shape=shape)


@router.post("/end-others", status_code=204)
async def end_other_sessions(work: Annotated[Work, may(Permission.SECURITY_REVISE)], who: Who) -> None:
    """End every session but this one."""
    await sessions.end_all(work, who.user_id, "ended by the person", but=who.session_id)


@router.delete("/{session_id}", status_code=204, responses=problem_responses(SessionNotFound))
async def end_session(session_id: UUID, work: Annotated[Work, may(Permission.SECURITY_REVISE)], _: Who) -> None:
    """End one of your sessions at once, wherever it is."""
    await sessions.end(work, session_id)
