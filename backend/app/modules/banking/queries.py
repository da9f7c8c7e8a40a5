from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Select, and_, case, func, or_, select, text
from sqlalchemy.orm import aliased

from app.core.listing import Filter, Listing, Sort
from app.core.rows import one
from app.core.work import Work
from app.modules.banking import gaps
from app.modules.banking.details import LONGEST_OWN
from app.modules.banking.errors import BankAccountNotFound, BankLineNotFound, ImportNotFound, MappingNotFound
from app.modules.banking.models import BankAccount, BankLine, BankStatement, ColumnMapping, Rejection, StatementImport
from app.modules.banking.schemas.lines import BankLineRead
from app.modules.banking.schemas.statements import BankAccountRead, ImportStatus
from app.modules.identity import companies
from app.modules.ledger.balances import AccountBalance
from app.modules.ledger.models import Account, Posting

ONE_AT_A_TIME = text(
    "select pg_advisory_xact_lock(hashtextextended('statements:' || accounting.current_tenant()::text, 0))"
)
OPEN = (BankLine.state == "imported") & (BankLine.open_amount != 0)
CONDITIONS = {
    "open": OPEN & (BankLine.open_amount == BankLine.amount),
    "partly": OPEN & (BankLine.open_amount != BankLine.amount),
    "reconciled": (BankLine.state == "imported") & (BankLine.open_amount == 0),
    "staged": BankLine.state == "staged",
    "duplicate": BankLine.state == "duplicate",
    "reverted": BankLine.state == "reverted",
}
STATUS = case(*((condition, name) for name, condition in CONDITIONS.items()))


async def hold(work: Work) -> None:
    """Nobody else decides what is new in this company until this work ends."""
    await work.session.execute(ONE_AT_A_TIME)


def _where_status(values: list[Any]) -> Any:
    return or_(*(CONDITIONS[each] for each in values))


def _where_direction(values: list[Any]) -> Any:
    return or_(*((BankLine.amount > 0) if each == "in" else (BankLine.amount < 0) for each in values))


def _in_state(values: list[Any]) -> Any:
    conditions = {"active": BankAccount.archived_at.is_(None), "archived": BankAccount.archived_at.is_not(None)}
    return or_(*(conditions[each] for each in values))


ACCOUNTS = Listing(
    name="bank-accounts",
    sorts={"name": Sort(BankAccount.name), "created_at": Sort(BankAccount.created_at, datetime.fromisoformat)},
    default="name",
    key=BankAccount.id,
    search=(BankAccount.name, BankAccount.number),
    searched="in name and number",
    filters={"status": Filter(None, Literal["active", "archived"], "else those in use", where=_in_state)},
)
MAPPINGS = Listing(
    name="column-mappings",
    sorts={
        "name": Sort(func.lower(ColumnMapping.name)),
        "created_at": Sort(ColumnMapping.created_at, datetime.fromisoformat),
    },
    default="name",
    key=ColumnMapping.id,
    search=(ColumnMapping.name,),
    searched="in the name",
)
IMPORTS = Listing(
    name="imports",
    sorts={"created_at": Sort(StatementImport.created_at, datetime.fromisoformat)},
    default="-created_at",
    key=StatementImport.id,
    search=(StatementImport.filename,),
    searched="in the file's name",
    dated=StatementImport.created_at,
    filters={"status": Filter(StatementImport.status, ImportStatus)},
)
LINES = Listing(
    name="bank-lines",
    sorts={
        "booked_on": Sort(BankLine.booked_on, date.fromisoformat),
        "amount": Sort(BankLine.amount, Decimal),
        "position": Sort(BankLine.position, int),
    },
    default="-booked_on",
    key=BankLine.id,
    search=(BankLine.text, BankLine.counterparty_name, BankLine.counterparty_account, BankLine.reference),
    searched="in text, other side and reference; an amount finds lines of it, in or out",
    amounts=(BankLine.amount, BankLine.open_amount),
    dated=BankLine.booked_on,
    filters={
        "account": Filter(BankLine.bank_account_id, UUID, "lines of this bank account"),
        "import": Filter(BankLine.import_id, UUID, "lines of this import; then also what is staged or skipped"),
        "statement": Filter(BankLine.statement_id, UUID, "lines of this statement"),
        "status": Filter(
            None,
            Literal["open", "partly", "reconciled", "staged", "duplicate", "reverted"],
            "open and partly wait for somebody",
            where=_where_status,
        ),
        "direction": Filter(None, Literal["in", "out"], "money that came in, or went out", where=_where_direction),
    },
)


def every_import() -> Select[Any]:
    return select(StatementImport)


def every_line(filters: dict[str, list[Any]]) -> Select[Any]:
    """What is imported; of an import, or where a status is asked for, whatever is there."""
    query = select(BankLine)
    return query if {"import", "status", "statement"} & set(filters) else query.where(BankLine.state == "imported")


async def bank_account(work: Work, bank_account_id: UUID, *, lock: bool = False) -> BankAccount:
    """Raises BankAccountNotFound."""
    return await one(work, BankAccount, bank_account_id, BankAccountNotFound, lock=lock)


async def statement_import(work: Work, import_id: UUID, *, lock: bool = False) -> StatementImport:
    """Raises ImportNotFound."""
    return await one(work, StatementImport, import_id, ImportNotFound, lock=lock)


async def column_mapping(work: Work, mapping_id: UUID, *, lock: bool = False) -> ColumnMapping:
    """Raises MappingNotFound."""
    return await one(work, ColumnMapping, mapping_id, MappingNotFound, lock=lock)


async def line(work: Work, line_id: UUID, *, lock: bool = False) -> BankLine:
    """Raises BankLineNotFound."""
    return await one(work, BankLine, line_id, BankLineNotFound, lock=lock)


def status_of(line: BankLine) -> str:
    """Where a line stands, as the filter calls it."""
    if line.state != "imported":
        return line.state
    if not line.open_amount:
        return "reconciled"
    return "open" if line.open_amount == line.amount else "partly"


def facts(line: BankLine) -> dict[str, Any]:
    """What every form of a line shows; of a batch, matching and the search know more of its text."""
    return {
        **{name: getattr(line, name) for name in BankLineRead.model_fields if name not in ("type", "status")},
        "text": line.text[:LONGEST_OWN],
        "status": status_of(line),
    }


async def lines_shown(work: Work, lines: Sequence[BankLine]) -> list[BankLineRead]:
    return [BankLineRead(**facts(each)) for each in lines]


async def rejected(work: Work, line_id: UUID) -> list[str]:
    """What somebody said no to: an item such as `invoice:<id>`, or a sum of items."""
    query = select(Rejection.item).where(Rejection.bank_line_id == line_id).order_by(Rejection.item)
    return list(await work.session.scalars(query))


async def accounts_shown(work: Work, accounts: Sequence[BankAccount]) -> list[BankAccountRead]:
    """With what the bank said last, what the books say, and how many lines wait."""
    ids = [each.id for each in accounts]
    next_one = aliased(BankStatement)
    follows = and_(next_one.follows_id == BankStatement.id, next_one.bank_account_id.in_(ids), next_one.is_imported)
    last = await work.session.execute(
        select(BankStatement.bank_account_id, BankStatement.closing_balance, BankStatement.closed_on)
        .distinct(BankStatement.bank_account_id)
        .outerjoin(next_one, follows)
        .where(
            BankStatement.bank_account_id.in_(ids),
            BankStatement.is_imported,
            BankStatement.closing_balance.is_not(None),
        )
        .order_by(
            BankStatement.bank_account_id,
            BankStatement.closed_on.desc(),
            next_one.id.is_(None).desc(),  # of several of one day the one that nothing follows
            BankStatement.follows_id.is_not(None).desc(),  # what brought no line of its own follows nothing
            BankStatement.id.desc(),
        )
    )
    closed = {row.bank_account_id: (row.closing_balance, row.closed_on) for row in last}
    waiting = await work.session.execute(
        select(BankLine.bank_account_id, func.count())
        .where(BankLine.bank_account_id.in_(ids), OPEN)
        .group_by(BankLine.bank_account_id)
    )
    open_lines = dict(waiting.tuples().all())
    booked = await _booked(work, accounts)
    missing = await gaps.last(work, ids)
    return [
        BankAccountRead(
            id=each.id,
            name=each.name,
            number=each.number,
            currency=each.currency,
            account_code=each.account_code,
            balance_amount=closed.get(each.id, (None, None))[0],
            balance_on=closed.get(each.id, (None, None))[1],
            booked_amount=booked.get(each.id, Decimal(0)),
            open_lines=open_lines.get(each.id, 0),
            gap_on=missing.get(each.id, (None, None))[0],
            gap_amount=missing.get(each.id, (None, None))[1],
            archived_at=each.archived_at,
            created_at=each.created_at,
            version=each.version,
        )
        for each in accounts
    ]


async def _booked(work: Work, accounts: Sequence[BankAccount]) -> dict[UUID, Decimal]:
    """What the books say, in each account's currency: of one abroad, what says its amount in that currency."""
    by_code = {each.account_code: each for each in accounts}
    books = (await companies.read(work)).currency
    rows = await work.session.execute(
        select(Account.code, func.sum(AccountBalance.debit - AccountBalance.credit))
        .join(AccountBalance, AccountBalance.account_id == Account.id)
        .where(Account.code.in_([each.account_code for each in accounts if each.currency == books]))
        .group_by(Account.code)
    )
    found = {by_code[code].id: amount for code, amount in rows.tuples()}
    abroad = await work.session.execute(
        select(Account.code, Posting.currency, func.sum(Posting.amount_in_currency))
        .join(Posting, Posting.account_id == Account.id)
        .where(Account.code.in_(by_code), Posting.currency.is_not(None))
        .group_by(Account.code, Posting.currency)
    )
    for code, currency, amount in abroad.tuples():
        if currency == by_code[code].currency and amount is not None:
            found[by_code[code].id] = amount
    return found


def every_account(filters: dict[str, list[Any]]) -> Select[Any]:
    """Those in use; where a status is asked for, whatever has it."""
    query = select(BankAccount)
    return query if "status" in filters else query.where(BankAccount.archived_at.is_(None))


def every_mapping() -> Select[Any]:
    return select(ColumnMapping)
