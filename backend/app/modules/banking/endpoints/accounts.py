"""Bank accounts."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Request, Response

from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.banking import accounts, queries
from app.modules.banking.errors import (
    AccountNumberInvalid,
    BankAccountInUse,
    BankAccountKnown,
    BankAccountNotFound,
    LedgerAccountRefused,
    LedgerAccountTaken,
)
from app.modules.banking.models import BankAccount
from app.modules.banking.schemas.statements import BankAccountMake, BankAccountRead, BankAccountRevise
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.ledger.errors import AccountArchived, AccountUnknown

router = Router(prefix="/banking/accounts", tags=["banking"])
Reads = Annotated[Work, may(Permission.BANKING_READ)]
Keeps = Annotated[Work, may(Permission.BANKING_RECONCILE)]


async def shown(request: Request, response: Response, work: Work, account: BankAccount) -> dict[str, Any]:
    [told] = await queries.accounts_shown(work, [account])
    tag(response, told.version)
    return answer(request, told)


@router.get("", response_model=Page[BankAccountRead], responses=LISTED)
async def list_bank_accounts(request: Request, work: Reads, asked: Annotated[Asked, queries.ACCOUNTS.asked()]) -> Any:
    """Bank accounts: what the bank said last, what the books say, and how many lines wait."""
    every = queries.every_account(asked.filters)
    return await listed(request, work, queries.ACCOUNTS, asked, every, BankAccountRead, shape=queries.accounts_shown)


@router.post(
    "",
    status_code=201,
    response_model=Answer[BankAccountRead],
    responses=problem_responses(
        AccountNumberInvalid,
        BankAccountKnown,
        LedgerAccountRefused,
        LedgerAccountTaken,
        AccountUnknown,
        AccountArchived,
    ),
)
async def make_bank_account(
    request: Request, response: Response, asked: BankAccountMake, work: Keeps
) -> dict[str, Any]:
    """A bank account of the company. Statements that were brought before it was here are its own now."""
    return await shown(request, response, work, await accounts.make(work, asked))


@router.get(
    "/{bank_account_id}", response_model=Answer[BankAccountRead], responses=problem_responses(BankAccountNotFound)
)
async def get_bank_account(bank_account_id: UUID, request: Request, response: Response, work: Reads) -> dict[str, Any]:
    return await shown(request, response, work, await queries.bank_account(work, bank_account_id))


@router.patch(
    "/{bank_account_id}",
    response_model=Answer[BankAccountRead],
    responses=problem_responses(BankAccountNotFound, BankAccountInUse, BankAccountKnown, AccountNumberInvalid),
)
async def revise_bank_account(
    bank_account_id: UUID,
    request: Request,
    response: Response,
    change: BankAccountRevise,
    seen: SeenVersion,
    work: Keeps,
) -> dict[str, Any]:
    """Name it otherwise, take it out of use and back, or correct its number, unless lines were imported of it.

    An account that is out of use and has no lines is no account of the company's: matching takes it for anybody's.
    """
    return await shown(request, response, work, await accounts.revise(work, bank_account_id, change, seen))
