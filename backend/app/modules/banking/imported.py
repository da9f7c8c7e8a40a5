"""What an import is, with its statements and whatever stands in the way of it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from accounting.errors import DomainError, Violation
from accounting.statements.references import is_part_of
from app.core.work import Work
from app.modules.banking.errors import (
    AccountNotKnown,
    AccountNotSaid,
    AccountOfAnotherCurrency,
    BankAccountArchived,
    StatementNotBalanced,
    StatementOfAnotherAccount,
)
from app.modules.banking.models import BankAccount, BankLine, BankStatement, StatementImport
from app.modules.banking.schemas.statements import BankStatementRead, ImportRead, ImportSummary, StatementProblem
from app.modules.identity.queries import names_of
from app.modules.ledger import service as ledger

MOST_SHOWN = 500
SUMMARY = tuple(
    name
    for name in ImportSummary.model_fields
    if name not in ("type", "uploaded_by", "decided_by", "problem", "is_ready")
)
GAP = "It opens with {opening}, and what went before closed with {closing}: something is missing or twice there."


async def statements_of(work: Work, import_id: Any) -> list[BankStatement]:
    return list(
        await work.session.scalars(
            select(BankStatement).where(BankStatement.import_id == import_id).order_by(BankStatement.position)
        )
    )


async def in_the_way(
    work: Work, of: StatementImport, statements: Sequence[BankStatement]
) -> dict[int, list[DomainError]]:
    """What is wrong with each statement, by its place; whatever does not add up among it."""
    accounts = list(await work.session.scalars(select(BankAccount)))
    by_id = {each.id: each for each in accounts}
    given = by_id.get(of.given_account_id) if of.given_account_id else None
    found: dict[int, list[DomainError]] = {}
    for each in statements:
        wrong: list[DomainError] = []
        field = f"statements.{each.position}"
        account = by_id.get(each.bank_account_id) if each.bank_account_id else None
        if account is None:
            wrong.append(_why_no_account(each, accounts, given, field))
        elif account.archived_at is not None:
            wrong.append(BankAccountArchived(account.name, field=field, value=account.number))
        if each.is_proved is False:
            why = "; ".join(reason["message"] for reason in each.unproved_because)
            wrong.append(StatementNotBalanced(why or None, field=field, value=each.number))
        if wrong:
            found[each.position] = wrong
    return found


def _why_no_account(
    statement: BankStatement, accounts: Sequence[BankAccount], given: BankAccount | None, field: str
) -> DomainError:
    number, currency = statement.account_number, statement.currency
    if number is None:
        return AccountNotSaid(field=field)
    same = [each for each in accounts if each.number == number]
    is_here = any(each.currency == currency for each in same)
    if given is not None and (given.number != number or is_here):
        return StatementOfAnotherAccount(
            f"the statement is of {number} in {currency}, and {given.number} in {given.currency} was chosen",
            field=field,
            value=number,
        )
    if is_here or any(is_part_of(number, each.number) for each in accounts):
        return AccountNotSaid(f"{number} in {currency}", field=field, value=number)
    if same:
        return AccountOfAnotherCurrency(f"{number} in {currency}", field=field, value=number)
    return AccountNotKnown(f"{number} in {currency}", field=field, value=number)


async def shown(work: Work, found: StatementImport) -> ImportRead:
    [summary] = await summaries(work, [found])
    every = await statements_of(work, found.id)
    wrong = await in_the_way(work, found, every) if found.status == "staged" else {}
    statements = sorted(every, key=lambda each: each.position not in wrong)[:MOST_SHOWN]
    counts = await _counts(work, found)
    same = await _imports_of(work, [each.same_as_id for each in statements if each.same_as_id])
    names = dict(
        (await work.session.execute(select(BankAccount.id, BankAccount.name))).tuples().all(),
    )
    begins = await ledger.books_begin_on(work)
    return ImportRead(
        **summary.model_dump(),
        given_account_id=found.given_account_id,
        can_map=found.status == "needs_mapping" or (found.format == "table" and found.status == "staged"),
        is_blocked=any(not isinstance(each, StatementNotBalanced) for why in wrong.values() for each in why),
        is_unbalanced=any(isinstance(each, StatementNotBalanced) for why in wrong.values() for each in why),
        books_begin_on=begins,
        before_books=await _before(work, found, begins) if begins else 0,
        statement_count=len(every),
        statements=[
            BankStatementRead(
                **{
                    name: getattr(each, name)
                    for name in BankStatementRead.model_fields
                    if name not in ("account_name", "new_count", "duplicate_count", "same_as_import_id", "problems")
                },
                account_name=names.get(each.bank_account_id) if each.bank_account_id else None,
                new_count=counts.get((each.id, False), 0),
                duplicate_count=counts.get((each.id, True), 0),
                same_as_import_id=same.get(each.same_as_id) if each.same_as_id else None,
                problems=_problems(each, wrong.get(each.position, [])),
            )
            for each in statements
        ],
    )


def _problems(statement: BankStatement, wrong: Sequence[DomainError]) -> list[StatementProblem]:
    told = [StatementProblem(code=each.code(), message=_said(each), line=statement.line_number) for each in wrong]
    if statement.gap_amount:
        opening = statement.opening_balance or Decimal(0)
        said = GAP.format(opening=f"{opening:.2f}", closing=f"{opening - statement.gap_amount:.2f}")
        told.append(StatementProblem(code="statement_gap", message=said, line=statement.line_number, blocks=False))
    return told


def _said(error: DomainError) -> str:
    return error.title() if error.detail == error.title() else f"{error.title()} ({error.detail})"


async def _before(work: Work, of: StatementImport, begins: date) -> int:
    """Lines that are or would be imported, of before the books."""
    mine = (BankLine.import_id == of.id) & BankLine.state.in_(("staged", "imported")) & (BankLine.booked_on < begins)
    return await work.session.scalar(select(func.count()).where(mine)) or 0


async def _imports_of(work: Work, ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Of statements that are in the books, the import that brought each."""
    query = select(BankStatement.id, BankStatement.import_id).where(
        BankStatement.id.in_(ids), BankStatement.is_imported
    )
    return dict((await work.session.execute(query)).tuples().all()) if ids else {}


async def _counts(work: Work, of: StatementImport) -> dict[tuple[Any, bool], int]:
    duplicate = BankLine.state == "duplicate"
    rows = await work.session.execute(
        select(BankLine.statement_id, duplicate, func.count())
        .where(BankLine.import_id == of.id)
        .group_by(BankLine.statement_id, duplicate)
    )
    return {(statement_id, is_duplicate): count for statement_id, is_duplicate, count in rows.tuples()}


async def summaries(work: Work, imports: Sequence[StatementImport]) -> list[ImportSummary]:
    people = {who for each in imports for who in (each.uploaded_by, each.decided_by) if who}
    names = await names_of(work, people)
    ready = await _ready(work, [each.id for each in imports if each.status == "staged"])
    return [
        ImportSummary(
            **{name: getattr(each, name) for name in SUMMARY},
            problem=StatementProblem(**each.problem) if each.problem else None,
            is_ready=each.id in ready,
            uploaded_by=names.get(each.uploaded_by) if each.uploaded_by else None,
            decided_by=names.get(each.decided_by) if each.decided_by else None,
        )
        for each in imports
    ]


async def _ready(work: Work, staged: Sequence[Any]) -> set[Any]:
    """Those of which every statement has an account in use and adds up, or proves nothing."""
    blocked = (
        select(BankStatement.import_id)
        .outerjoin(BankAccount, BankAccount.id == BankStatement.bank_account_id)
        .where(
            BankStatement.import_id.in_(staged),
            BankAccount.id.is_(None) | BankAccount.archived_at.is_not(None) | BankStatement.is_proved.is_(False),
        )
    )
    return set(staged) - set(await work.session.scalars(blocked)) if staged else set()


def violations(wrong: dict[int, list[DomainError]]) -> list[Violation]:
    return [violation for errors in wrong.values() for error in errors for violation in error.violations()]
