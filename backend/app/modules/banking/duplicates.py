"""Which staged lines are here already. Set-based: files are long.

A line is known again by its key: the bank's id, else day, amount, other side and text. Another format of the same bank
gives other ids, so a line that came in one is also held against those of others by what everybody can see.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select, text, update

from app.core.joins import joined_whole
from app.core.work import Work
from app.modules.banking import alikes, gaps
from app.modules.banking.models import BankLine, BankStatement, StatementImport

ANEW = text(
    "update accounting.bank_lines set state = 'staged', duplicate_of_id = null, duplicate_because = null"
    " where import_id = :id and state = 'duplicate'"
)
HERE_ALREADY = text(
    """
    update accounting.bank_lines l set state = 'duplicate', duplicate_of_id = o.id, duplicate_because = 'known'
      from accounting.bank_lines o
     where l.import_id = :id and l.state = 'staged' and o.tenant_id = l.tenant_id
       and o.bank_account_id = l.bank_account_id and o.key = l.key and o.state = 'imported'"""
)
TWICE_IN_THE_FILE = text(
    """
    update accounting.bank_lines l
       set state = 'duplicate', duplicate_of_id = f.first_id, duplicate_because = 'known'
      from (select id, first_value(id) over same as first_id, row_number() over same as n
              from accounting.bank_lines
             where import_id = :id and state = 'staged' and bank_account_id is not null
            window same as (partition by bank_account_id, key order by position)) f
     where f.n > 1 and l.import_id = :id and l.id = f.id"""
)
OF_ITS_ACCOUNT = "b.tenant_id = s.tenant_id and b.bank_account_id = s.bank_account_id and b.id <> s.id"
FOLLOWS = f"""(
      (select count(*) filter (where b.closing_balance = s.opening_balance)
            - count(*) filter (where b.opening_balance = s.opening_balance)
         from accounting.bank_statements b
        where {OF_ITS_ACCOUNT} and b.is_imported and b.closing_balance is not null and b.closed_on = s.closed_on)
    + (select count(*)
         from (select b.closing_balance from accounting.bank_statements b
                where {OF_ITS_ACCOUNT} and b.is_imported and b.closing_balance is not null and b.closed_on < s.closed_on
                order by b.closed_on desc,
                         exists (select from accounting.bank_statements n
                                  where n.tenant_id = b.tenant_id and n.bank_account_id = b.bank_account_id
                                    and n.id <> b.id and n.is_imported and n.closed_on = b.closed_on
                                    and n.opening_balance = b.closing_balance),
                         b.position desc, b.id desc limit 1) e
        where e.closing_balance = s.opening_balance) > 0)"""  # noqa: S608  (constants of ours)
"""It begins where one of that day ended, or the last of the days before, and what is here does not go on from there."""
IS_ANOTHER_PAGE = """exists (
      select from accounting.bank_lines o join accounting.bank_statements t on t.id = o.statement_id
       where o.id = l.duplicate_of_id and t.closed_on = s.closed_on and t.number <> s.number
         and t.opening_balance <> s.opening_balance and t.closing_balance <> s.closing_balance)"""
KNOWN_BY_WORDS = f"""
   from (select s.*, {FOLLOWS} as follows from accounting.bank_statements s
          where s.import_id = :id and s.is_proved and s.movement_total <> 0 offset 0) s
  where l.import_id = :id and l.state = 'duplicate' and l.duplicate_because = 'known' and l.bank_id is null
    and s.id = l.statement_id and (s.follows or {IS_ANOTHER_PAGE})"""  # noqa: S608  (constants of ours)
MAY_BE_OTHERS = text(f"update accounting.bank_lines l set duplicate_because = 'alike' {KNOWN_BY_WORDS}")  # noqa: S608  (constants of ours)
ARE_OTHERS = text(
    "update accounting.bank_lines l set state = 'staged', duplicate_of_id = null, duplicate_because = null,"  # noqa: S608
    f" key = encode(sha256(convert_to(l.key || l.id, 'UTF8')), 'hex') {KNOWN_BY_WORDS}"
)
"""Of a statement that adds up and has a place of its own among those that are here, what has no id of the bank may be
another coffee: the balances say so. It is left out unless somebody says that it is, and has a key of its own then.
"""
ARE_BEFORE = text(
    f"""
    with recursive pages as (
      select s.id, s.number, b.id as after_id, b.closing_balance
        from accounting.bank_statements s
        join accounting.bank_statements b
          on {OF_ITS_ACCOUNT} and (b.is_imported or b.import_id = :id) and b.closed_on = s.closed_on
         and b.opening_balance = s.closing_balance and b.number <> s.number
       where s.import_id = :id and s.is_proved and s.movement_total <> 0
       union
      select s.id, s.number, b.id, b.closing_balance
        from pages p
        join accounting.bank_statements s on s.id = p.id
        join accounting.bank_statements b
          on {OF_ITS_ACCOUNT} and (b.is_imported or b.import_id = :id) and b.closed_on = s.closed_on
         and b.opening_balance = p.closing_balance and b.number <> s.number)
    update accounting.bank_lines l
       set state = 'staged', duplicate_of_id = null, duplicate_because = null,
           key = encode(sha256(convert_to(l.key || p.number, 'UTF8')), 'hex')
      from pages p, accounting.bank_lines o
     where l.import_id = :id and l.state = 'duplicate' and l.duplicate_because = 'known' and l.bank_id is null
       and p.id = l.statement_id and o.id = l.duplicate_of_id and o.statement_id = p.after_id"""  # noqa: S608
)
"""What is known of a page of that day that comes after its own is another coffee; it has the same new key each time."""
PAGES_BEFORE = text(
    """
    with recursive pages as (
      select s.id, s.opening_balance, s.number from accounting.bank_statements s
       where s.bank_account_id = :account and s.is_imported and s.closed_on = :day
         and s.closing_balance = :opening and s.number <> :number
       union
      select s.id, s.opening_balance, s.number from accounting.bank_statements s
        join pages p on s.closing_balance = p.opening_balance and s.number <> p.number
       where s.bank_account_id = :account and s.is_imported and s.closed_on = :day and s.number <> :number)
    select l.key from accounting.bank_lines l join pages p on p.id = l.statement_id
     where l.state = 'imported' and l.bank_id is null"""
)
IN_THE_WAY = text(
    """
    select distinct l.import_id
      from accounting.bank_lines l
      join accounting.statement_imports i on i.tenant_id = l.tenant_id and i.id = l.import_id
      join (select bank_account_id, min(booked_on) as first_on, max(booked_on) as last_on
              from accounting.bank_lines where import_id = :id and state = 'imported' group by bank_account_id) n
        on n.bank_account_id = l.bank_account_id and l.booked_on between n.first_on and n.last_on
     where l.state = 'staged' and i.status = 'staged' and i.id <> :id and i.line_count <= :most"""
)
HEIRS = text(
    """
    select distinct d.import_id
      from accounting.bank_lines o
      join accounting.bank_lines d on d.tenant_id = o.tenant_id and d.duplicate_of_id = o.id
      join accounting.statement_imports i on i.tenant_id = d.tenant_id and i.id = d.import_id
     where o.import_id = :id and d.import_id <> :id and d.state = 'duplicate' and i.status = 'imported'"""
)

MANY = 1_000
"""Lines of one file from which on it is joined as a whole."""


async def mark(work: Work, found: StatementImport, *, alike: bool = True) -> None:
    """Tell new lines from those that are here already, and count both. Without `alike`, by their keys alone."""
    lines = await work.session.scalar(select(func.count()).where(BankLine.import_id == found.id)) or 0
    async with joined_whole(work) if lines > MANY else nullcontext():
        others = MAY_BE_OTHERS if alike else ARE_OTHERS
        for statement in (ANEW, HERE_ALREADY, ARE_BEFORE, HERE_ALREADY, others, TWICE_IN_THE_FILE):
            await work.session.execute(statement, {"id": found.id})
        if alike:
            await alikes.mark(work, found)
    rows = await work.session.execute(
        select(BankLine.state, func.count(), func.count().filter(BankLine.duplicate_because == "alike"))
        .where(BankLine.import_id == found.id)
        .group_by(BankLine.state)
    )
    counted = rows.tuples().all()
    counts = {state: count for state, count, _ in counted}
    found.alike_count = sum(alike_count for _, _, alike_count in counted)
    found.new_count = counts.get("staged", 0) + counts.get("imported", 0)
    found.duplicate_count = counts.get("duplicate", 0)
    found.line_count = sum(counts.values())
    await work.session.flush()


async def pages_before(work: Work, bank_account_id: UUID, day: date, opening: Decimal, number: str) -> frozenset[str]:
    """Keys of what came without an id of the bank on the pages of that day before this one, in files of their own."""
    asked = {"account": bank_account_id, "day": day, "opening": opening, "number": number}
    return frozenset(await work.session.scalars(PAGES_BEFORE, asked))


async def mark_others(work: Work, imported_id: UUID, most: int) -> None:
    """Files that wait and hold some of what was imported just now say so before anybody confirms them."""
    found = await work.session.scalars(IN_THE_WAY, {"id": imported_id, "most": most})
    for each in await _imports(work, found.all()):
        before = each.new_count
        await mark(work, each)
        if each.new_count != before:
            await gaps.follow(work, each.id)
            each.version += 1
    await work.session.flush()


async def heirs(work: Work, import_id: UUID) -> list[StatementImport]:
    """Imports that left lines out because this one had brought them."""
    return await _imports(work, (await work.session.scalars(HEIRS, {"id": import_id})).all())


async def _imports(work: Work, ids: Sequence[UUID]) -> list[StatementImport]:
    query = select(StatementImport).where(StatementImport.id.in_(ids))
    ordered = query.order_by(StatementImport.decided_at, StatementImport.id).with_for_update()
    return list(await work.session.scalars(ordered)) if ids else []


async def keep_imported(work: Work, import_id: UUID) -> None:
    await work.session.execute(
        update(BankStatement)
        .where(BankStatement.import_id == import_id)
        .values(is_imported=True)
        .execution_options(synchronize_session=False)
    )
