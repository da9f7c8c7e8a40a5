"""Whether a statement begins where what went before it ended.

Downloads overlap, and come in any order. In order of their days each statement answers for the lines that none before
it has: its opening balance and what of it was there already are where the one before must have ended. A statement that
has no line of its own says nothing. It is kept with the statements, as reading it anew means to look at every line:
whatever fills a gap is an import that comes, whatever makes one is an import that comes or goes.
"""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select, text

from app.core.work import Work
from app.modules.banking.models import BankStatement

FOLLOWED = """
  with recursive here as (
    select l.statement_id, coalesce(l.duplicate_of_id, l.id) as line_id, l.amount, l.booked_on
      from accounting.bank_lines l
     where l.bank_account_id = any(:accounts)
       and (l.state in ('imported', 'duplicate') or (l.state = 'staged' and l.import_id = :import_id))),
  begun as (
    select s.*, coalesce(d.first_on, s.opened_on) as first_on
      from accounting.bank_statements s
      left join (select statement_id, min(booked_on) as first_on from here group by statement_id) d
        on d.statement_id = s.id
     where s.bank_account_id = any(:accounts) and (s.is_imported or s.import_id = :import_id)
       and s.opening_balance is not null and s.closing_balance is not null),
  days as (
    select *, dense_rank() over (order by bank_account_id, first_on, closed_on) as day,
           row_number() over (partition by bank_account_id, first_on, closed_on
                              order by substring(number from '[0-9]+$')::numeric, position, id) as turn
      from begun),
  broken as (
    select day
      from (select day, opening_balance - lag(closing_balance) over (partition by day order by turn) as gap from days) g
     where gap <> 0),
  linked as (
    select b.id as before_id, n.id
      from days b join days n on n.day = b.day and n.opening_balance = b.closing_balance and n.id <> b.id
     where b.day in (select day from broken)),
  chained as (
    select id, turn as head, 0 as step from days where id not in (select id from linked)
    union
    select l.id, c.head, c.step + 1 from chained c join linked l on l.before_id = c.id where c.step < 50),
  placed as (
    select d.*, row_number() over (partition by d.bank_account_id order by d.day, c.head, c.step, d.turn) as place
      from days d left join (select distinct on (id) * from chained order by id, head, step) c on c.id = d.id),
  owned as (
    select h.statement_id, h.amount,
           h.statement_id = first_value(h.statement_id) over (partition by h.line_id order by p.place) as is_own
      from here h join placed p on p.id = h.statement_id),
  known as (
    select statement_id, coalesce(sum(amount) filter (where not is_own), 0) as known
      from owned group by statement_id having bool_or(is_own)),
  followed as (
    select p.*, lag(p.id) over before as before_id,
           p.opening_balance + k.known - lag(p.closing_balance) over before as gap
      from placed p join known k on k.statement_id = p.id
    window before as (partition by p.bank_account_id order by p.place))"""
"""Statements of the same days stand as the bank numbers them; where one then begins elsewhere than the one before it
ended, as each begins where another ended.
"""
OF_IMPORT = text(f"{FOLLOWED} select id, before_id, gap from followed where import_id = :import_id")  # noqa: S608  (constants of ours)
SETTLE = text(
    f"""{FOLLOWED} update accounting.bank_statements s
       set follows_id = f.before_id, gap_amount = nullif(f.gap, 0)
      from placed p left join followed f on f.id = p.id
     where s.id = p.id and s.tenant_id = accounting.current_tenant()
       and (s.follows_id, s.gap_amount) is distinct from (f.before_id, nullif(f.gap, 0))"""  # noqa: S608  (constants of ours)
)


async def last(work: Work, accounts: Sequence[UUID]) -> dict[UUID | None, tuple[date | None, Decimal | None]]:
    """Of each account, when the latest statement opens that does not begin where what went before it ended, and by how
    much.
    """
    rows = await work.session.execute(
        select(BankStatement.bank_account_id, BankStatement.opened_on, BankStatement.gap_amount)
        .distinct(BankStatement.bank_account_id)
        .where(
            BankStatement.bank_account_id.in_(accounts),
            BankStatement.is_imported,
            BankStatement.gap_amount.is_not(None),
        )
        .order_by(BankStatement.bank_account_id, BankStatement.closed_on.desc(), BankStatement.id.desc())
    )
    return {account: (on, amount) for account, on, amount in rows.tuples()}


async def settle(work: Work, import_id: UUID) -> None:
    """An import came or went: say anew of every statement of its accounts what it follows."""
    query = select(BankStatement.bank_account_id).where(
        BankStatement.import_id == import_id, BankStatement.bank_account_id.is_not(None)
    )
    if accounts := (await work.session.scalars(query.distinct())).all():
        await work.session.flush()
        await work.session.execute(SETTLE, {"accounts": list(accounts), "import_id": None})


async def follow(work: Work, import_id: UUID) -> None:
    """Say of each statement of an import that waits what it would follow, and what is missing or twice there."""
    query = select(BankStatement).where(
        BankStatement.import_id == import_id, BankStatement.bank_account_id.is_not(None)
    )
    statements = (await work.session.scalars(query)).all()
    found = await _of_import(work, import_id, {each.bank_account_id for each in statements})
    for each in statements:
        each.follows_id, gap = found.get(each.id, (None, None))
        each.gap_amount = gap or None
    await work.session.flush()


async def _of_import(
    work: Work, import_id: UUID, accounts: Collection[UUID | None]
) -> dict[UUID, tuple[UUID | None, Decimal | None]]:
    if not accounts:
        return {}
    await work.session.flush()
    rows = await work.session.execute(OF_IMPORT, {"accounts": list(accounts), "import_id": import_id})
    return {row.id: (row.before_id, row.gap) for row in rows}
