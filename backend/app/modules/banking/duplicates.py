"""Which staged lines are here already, and whether a statement follows the one before it. Set-based: files are long."""

from uuid import UUID

from sqlalchemy import func, select, text, update

from app.core.work import Work
from app.modules.banking.models import BankLine, BankStatement, StatementImport

ONE_AT_A_TIME = text(
    "select pg_advisory_xact_lock(hashtextextended('statements:' || accounting.current_tenant()::text, 0))"
)
ANEW = text(
    "update accounting.bank_lines set state = 'staged', duplicate_of_id = null"
    " where import_id = :id and state = 'duplicate'"
)
HERE_ALREADY = text(
    """
    update accounting.bank_lines l set state = 'duplicate', duplicate_of_id = o.id
      from accounting.bank_lines o
     where l.import_id = :id and l.state = 'staged' and o.tenant_id = l.tenant_id
       and o.bank_account_id = l.bank_account_id and o.key = l.key and o.state = 'imported'"""
)
TWICE_IN_THE_FILE = text(
    """
    update accounting.bank_lines l set state = 'duplicate', duplicate_of_id = f.first_id
      from (select id, first_value(id) over same as first_id, row_number() over same as n
              from accounting.bank_lines
             where import_id = :id and state = 'staged' and bank_account_id is not null
            window same as (partition by bank_account_id, key order by position)) f
     where f.n > 1 and l.import_id = :id and l.id = f.id"""
)


async def hold(work: Work) -> None:
    """Nobody else decides what is new in this company until this work ends."""
    await work.session.execute(ONE_AT_A_TIME)


async def mark(work: Work, found: StatementImport) -> None:
    """Tell new lines from those that are here already, and count both."""
    for statement in (ANEW, HERE_ALREADY, TWICE_IN_THE_FILE):
        await work.session.execute(statement, {"id": found.id})
    rows = await work.session.execute(
        select(BankLine.state, func.count()).where(BankLine.import_id == found.id).group_by(BankLine.state)
    )
    counts = dict(rows.tuples().all())
    found.new_count = counts.get("staged", 0) + counts.get("imported", 0)
    found.duplicate_count = counts.get("duplicate", 0)
    found.line_count = sum(counts.values())
    await work.session.flush()


async def follow(work: Work, import_id: UUID) -> None:
    """Hold each statement's opening balance against the closing balance before it, in this file or imported."""
    statements = list(
        await work.session.scalars(
            select(BankStatement)
            .where(BankStatement.import_id == import_id, BankStatement.bank_account_id.is_not(None))
            .order_by(BankStatement.closed_on, BankStatement.position)
        )
    )
    with_news = set(
        await work.session.scalars(
            select(BankLine.statement_id)
            .where(BankLine.import_id == import_id, BankLine.state.in_(("staged", "imported")))
            .distinct()
        )
    )
    last: dict[UUID, BankStatement] = {}
    for each in statements:
        assert each.bank_account_id is not None, "others were left out above"
        before = last.get(each.bank_account_id) or await _imported_before(work, each)
        each.follows_id = before.id if before else None
        each.gap_amount = None
        if before and before.closing_balance is not None and each.opening_balance is not None and each.id in with_news:
            each.gap_amount = each.opening_balance - before.closing_balance
        if each.closing_balance is not None:
            last[each.bank_account_id] = each
    await work.session.flush()


async def _imported_before(work: Work, statement: BankStatement) -> BankStatement | None:
    """The statement of the same account that closed last before this one."""
    query = (
        select(BankStatement)
        .where(
            BankStatement.bank_account_id == statement.bank_account_id,
            BankStatement.is_imported,
            BankStatement.id != statement.id,
            BankStatement.closing_balance.is_not(None),
        )
        .order_by(BankStatement.closed_on.desc(), BankStatement.position.desc(), BankStatement.id.desc())
        .limit(1)
    )
    if statement.closed_on is not None:
        query = query.where(BankStatement.closed_on <= statement.closed_on)
    found: BankStatement | None = await work.session.scalar(query)
    return found


async def keep_imported(work: Work, import_id: UUID) -> None:
    await work.session.execute(
        update(BankStatement)
        .where(BankStatement.import_id == import_id)
        .values(is_imported=True)
        .execution_options(synchronize_session=False)
    )
