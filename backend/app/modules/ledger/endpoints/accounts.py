from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query, Request, Response

from app.core.answers import Answer, answer
from app.core.errors import problem_responses
from app.core.listing import LISTED, Format, as_file_or
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.ledger import accounts, queries
from app.modules.ledger.errors import AccountCodeRefused, AccountCodeTaken, AccountNotFound
from app.modules.ledger.schemas import AccountDraft, AccountRead, AccountRevise

router = Router(prefix="/ledger/accounts", tags=["ledger"])
Reads = Annotated[Work, may(Permission.LEDGER_READ)]
Posts = Annotated[Work, may(Permission.LEDGER_POST)]
AccountId = Annotated[UUID, Path(description="the account, as the chart named it")]


@router.get("", response_model=Answer[list[AccountRead]], responses=LISTED)
async def list_accounts(
    request: Request,
    work: Reads,
    q: Annotated[
        str | None,
        Query(max_length=100, description="a code, a name in any language, or another word for it: 61, loyer, phone"),
    ] = None,
    class_: Annotated[
        str | None, Query(alias="class", pattern=r"^\d{1,6}$", description="beginning of the code")
    ] = None,
    archived: Annotated[bool, Query(description="also those that were archived")] = False,
    wanted: Format = "json",
) -> Any:
    """The chart of accounts, in your language, by code; what was searched for comes best first.

    Case and accents do not matter: first what begins with the code, then your language's names, then other names and
    words.
    """
    found = await queries.accounts(work, q, class_, archived=archived)
    return await as_file_or(request, wanted, "accounts", AccountRead, found, found)


@router.post(
    "",
    status_code=201,
    response_model=Answer[AccountRead],
    responses=problem_responses(AccountCodeRefused, AccountCodeTaken),
)
async def make_account(request: Request, response: Response, draft: AccountDraft, work: Posts) -> dict[str, Any]:
    """A new account in the chart. Whether it is an asset or a cost follows from its number."""
    made = await accounts.make(work, draft)
    tag(response, made.version)
    return answer(request, await queries.account_shown(work, made))


@router.get("/{account_id}", response_model=Answer[AccountRead], responses=problem_responses(AccountNotFound))
async def get_account(account_id: AccountId, request: Request, response: Response, work: Reads) -> dict[str, Any]:
    found = await queries.account(work, account_id)
    tag(response, found.version)
    return answer(request, await queries.account_shown(work, found))


@router.patch("/{account_id}", response_model=Answer[AccountRead], responses=problem_responses(AccountNotFound))
async def revise_account(
    account_id: AccountId, request: Request, response: Response, change: AccountRevise, seen: SeenVersion, work: Posts
) -> dict[str, Any]:
    """Rename an account, or put it away: what stands on it stays, and nothing new is typed on it."""
    found = await accounts.revise(work, account_id, change, seen)
    tag(response, found.version)
    return answer(request, await queries.account_shown(work, found))
