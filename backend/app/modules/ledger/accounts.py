"""The chart of accounts, as a company makes it its own."""

from typing import Any
from uuid import UUID

from app.core.models import new_id
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.identity import companies
from app.modules.ledger import queries
from app.modules.ledger.errors import AccountCodeRefused
from app.modules.ledger.models import Account
from app.modules.ledger.schemas import AccountDraft, AccountRevise

SHORTEST = 2


async def make(work: Work, draft: AccountDraft) -> Account:
    """A new account; what it is follows from its number. Raises AccountCodeRefused, AccountCodeTaken."""
    books = await companies.account_plan(work)
    means = books.type_of(draft.code)
    if means is None or len(draft.code) < SHORTEST:
        raise AccountCodeRefused(field="code", value=draft.code)
    made = Account(
        id=new_id(),
        code=draft.code,
        names=dict(draft.names),
        type=means,
        is_vat=books.is_vat_of_period(draft.code),
    )
    work.session.add(made)
    await work.record("account.made", account_id=made.id, new={"code": made.code, "names": made.names})
    await work.session.refresh(made)
    return made


async def revise(work: Work, account_id: UUID, change: AccountRevise, seen: int | None) -> Account:
    """Its names, and whether manual entries may use it. Its number stays: the books are full of it.

    Raises AccountNotFound, ChangedMeanwhile.
    """
    account = await queries.account(work, account_id, lock=True)
    unless_stale(account, seen)
    old: dict[str, Any] = {"names": account.names, "archived": account.archived_at is not None}
    new = old | change.model_dump(exclude_none=True)
    account.names = dict(new["names"])
    if new["archived"] != old["archived"]:
        account.archived_at = work.now if new["archived"] else None
    changed = {name for name in old if old[name] != new[name]}
    if changed:
        await work.record(
            "account.revised",
            account_id=account.id,
            code=account.code,
            old={name: old[name] for name in changed},
            new={name: new[name] for name in changed},
        )
    await work.session.flush()
    return account
