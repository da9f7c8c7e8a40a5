"""Accounts at banks, each with an account of the books of its own."""

import re
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from accounting import identifiers
from accounting.plan import AccountType, told
from app.core.events import changed, values_of
from app.core.models import new_id
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.banking import queries
from app.modules.banking.errors import (
    AccountNumberInvalid,
    BankAccountAsPart,
    BankAccountInUse,
    BankAccountKnown,
    LedgerAccountRefused,
    LedgerAccountTaken,
)
from app.modules.banking.models import BankAccount, BankLine, BankStatement, StatementImport
from app.modules.banking.schemas.statements import BankAccountMake, BankAccountRevise
from app.modules.identity import companies
from app.modules.ledger import service as ledger
from app.modules.ledger.models import Account

REVISED = ("name", "number", "archived_at")


def plain_number(text: str) -> str:
    """An IBAN in compact form; another number without blanks and signs. Raises AccountNumberInvalid.

    >>> plain_number("be68 5390 0754 7034"), plain_number("12-345 678")
    ('BE68539007547034', '12345678')
    """
    bare = re.sub(r"[^0-9A-Za-z]", "", text).upper()
    if re.match(r"[A-Z]{2}\d{2}[0-9A-Z]{11,30}$", bare):
        try:
            return identifiers.parse_iban(bare)
        except identifiers.InvalidIdentifier as error:
            raise AccountNumberInvalid(error.detail, field="number", value=text) from error
    if len(bare) < 4 or not any(each.isdigit() for each in bare):
        raise AccountNumberInvalid(field="number", value=text)
    return bare


async def make(work: Work, asked: BankAccountMake) -> BankAccount:
    """A bank account; staged statements of it are its own from now on.

    Raises AccountNumberInvalid, BankAccountKnown, LedgerAccountRefused, LedgerAccountTaken, AccountUnknown.
    """
    await ledger.hold(work)
    number = plain_number(asked.number)
    currency = asked.currency or (await companies.read(work)).currency
    await _refuse_known(work, number, currency, asked.number)
    made = BankAccount(
        id=new_id(),
        name=asked.name,
        number=number,
        currency=currency,
        account_code=await _account_code(work, asked),
        created_by=work.actor_id,
    )
    work.session.add(made)
    await work.session.flush()
    await _adopt(work, made)
    await work.record(
        "bank_account.made",
        bank_account_id=made.id,
        new=values_of(made, "name", "number", "currency", "account_code"),
    )
    await work.session.refresh(made)
    return made


async def _refuse_known(work: Work, number: str, currency: str, written: str) -> None:
    known = select(BankAccount.id).where(BankAccount.number == number, BankAccount.currency == currency)
    if await work.session.scalar(known):
        raise BankAccountKnown(f"{number} in {currency}", field="number", value=written)


async def refuse_bank_accounts(work: Work, codes: Mapping[str, str]) -> None:
    """Each by the field that names it: else the money would be there twice, once by its own bank's line.

    Raises BankAccountAsPart.
    """
    if not codes:
        return
    query = select(BankAccount.account_code).where(BankAccount.account_code.in_(codes.values()))
    found = set(await work.session.scalars(query))
    for field, code in codes.items():
        if code in found:
            between = (await companies.account_plan(work)).internal_transfers
            raise BankAccountAsPart(f"book it on {between}", field=field, value=code)


async def _account_code(work: Work, asked: BankAccountMake) -> str:
    taken, books = set(await work.session.scalars(select(BankAccount.account_code))), await companies.account_plan(work)
    if asked.account_code is not None:
        if not asked.account_code.startswith(books.banks):
            raise LedgerAccountRefused(
                f"choose one of {told(books.banks)}", field="account_code", value=asked.account_code
            )
        await ledger.refuse_out_of_use(work, {"account_code": asked.account_code})
        if asked.account_code in taken:
            raise LedgerAccountTaken(field="account_code", value=asked.account_code)
        return asked.account_code
    usual = books.bank
    chart = set(await work.session.scalars(select(Account.code).where(Account.code.startswith(usual))))
    if usual in chart - taken:
        return usual
    code = next(code for n in range(1, 10_000) if (code := f"{usual}{n:03d}") not in chart | taken)
    opened = Account(
        id=new_id(), code=code, names=dict.fromkeys(("nl", "fr", "en"), asked.name), type=AccountType.ASSET
    )
    work.session.add(opened)
    await work.record("account.made", account_id=opened.id, new={"code": code, "names": opened.names})
    return code


async def _adopt(work: Work, account: BankAccount) -> None:
    """Statements that waited for this account."""
    waits = BankStatement.bank_account_id.is_(None) & (BankStatement.account_number == account.number)
    await _give(work, waits & (BankStatement.currency == account.currency), account.id)


async def _give(work: Work, which: ColumnElement[bool], to: UUID | None) -> None:
    """Staged statements, with their lines, are of this account from now on; of none when None."""
    waiting = select(StatementImport.id).where(StatementImport.status == "staged")
    found = await work.session.scalars(
        update(BankStatement)
        .where(which, BankStatement.import_id.in_(waiting))
        .values(bank_account_id=to)
        .returning(BankStatement.id)
        .execution_options(synchronize_session=False)
    )
    if statements := found.all():
        await work.session.execute(
            update(BankLine)
            .where(BankLine.statement_id.in_(statements))
            .values(bank_account_id=to)
            .execution_options(synchronize_session=False)
        )


async def revise(work: Work, bank_account_id: UUID, change: BankAccountRevise, seen: int | None) -> BankAccount:
    """Its name, whether it is in use, and its number while no line of it stands imported.

    Raises BankAccountNotFound, ChangedMeanwhile, AccountNumberInvalid, BankAccountKnown, BankAccountInUse.
    """
    await queries.hold(work)
    account = await queries.bank_account(work, bank_account_id, lock=True)
    unless_stale(account, seen)
    before = values_of(account, *REVISED)
    if change.name is not None:
        account.name = change.name
    if change.archived is not None and change.archived != (account.archived_at is not None):
        account.archived_at = work.now if change.archived else None
    if change.number is not None and (number := plain_number(change.number)) != account.number:
        await _renumber(work, account, number, change.number)
    await work.session.flush()
    told = changed(before, values_of(account, *REVISED))
    if told["new"]:
        await work.record("bank_account.revised", bank_account_id=account.id, **told)
    return account


async def _renumber(work: Work, account: BankAccount, number: str, written: str) -> None:
    """Staged statements of the number that was wrong wait again for their account."""
    mine = select(BankLine.id).where(BankLine.bank_account_id == account.id, BankLine.state == "imported")
    if await work.session.scalar(mine.limit(1)):
        raise BankAccountInUse(f"{account.name} has lines", field="number", value=written)
    await _refuse_known(work, number, account.currency, written)
    account.number = number
    await work.session.flush()
    await _give(work, BankStatement.bank_account_id == account.id, None)
    await _adopt(work, account)
