"""Staged lines that look like one that came in another format, where the bank calls the same movement something else.

One line of the books stands for one line of the file at most. Those that say the very same find each other first, then
those that name the same other side, then whatever looks the same, the nearest in words before others. Last come the
lines of a statement that is here already by its balances, whatever their words.
"""

from typing import Any, cast

from sqlalchemy import CursorResult, text

from app.core.work import Work
from app.modules.banking.models import StatementImport

OTHERS_THERE = text(
    """
    select exists (
      select from accounting.statement_imports i
       where i.status = 'imported' and i.id <> :id and (i.format <> :format or i.format = 'table'))"""
)
BOTH_SIDES = """
    with mine as (
      select l.id, l.bank_account_id, l.booked_on, l.amount, l.counterparty_account as other, l.reference, l.position,
             l.bank_id is null as nameless, cast(:format as text) as format,
             regexp_replace(upper(l.text), '[^A-Z0-9]', '', 'g') as words
        from accounting.bank_lines l
       where l.import_id = :id and l.state = 'staged' and l.bank_account_id is not null),
    theirs as (
      select o.id, o.bank_account_id, o.booked_on, o.amount, o.counterparty_account as other, o.reference, o.position,
             o.bank_id is null as nameless, i.format, regexp_replace(upper(o.text), '[^A-Z0-9]', '', 'g') as words
        from accounting.bank_lines o
        join accounting.statement_imports i on i.tenant_id = o.tenant_id and i.id = o.import_id
       where o.state = 'imported' and (i.format <> :format or i.format = 'table')
         and o.booked_on between (select min(booked_on) from mine) and (select max(booked_on) from mine)
         and not exists (select from accounting.bank_lines d
                          where d.tenant_id = o.tenant_id and d.import_id = :id and d.duplicate_of_id = o.id)),
    m as (select *, row_number() over (partition by {equal} order by words, position, id) as n from mine),
    k as (select *, row_number() over (partition by {equal} order by words, position, id) as n from theirs),
    pairs as (
      select m.id, k.id as other_id, m.position, k.position as other_position,
             abs(length(m.words) - length(k.words)) as apart
        from m
        join k on (k.bank_account_id, k.booked_on, k.amount, k.n) = (m.bank_account_id, m.booked_on, m.amount, m.n)
       where {joined} and (k.format <> m.format or k.nameless <> m.nameless)
         and (m.reference = k.reference
           or ((m.reference is null or k.reference is null)
             and (m.other is null or k.other is null or m.other = k.other)
             and case when m.words = '' and k.words = '' then m.other is not distinct from k.other
                      when m.words = '' or k.words = '' then m.other = k.other
                      else strpos(m.words, k.words) > 0 or strpos(k.words, m.words) > 0 end)))
    update accounting.bank_lines l set state = 'duplicate', duplicate_of_id = f.other_id, duplicate_because = 'alike'
      from (select id, other_id, row_number() over (partition by id order by apart, other_position, other_id) as choice,
                   row_number() over (partition by other_id order by apart, position) as other_choice from pairs) f
     where f.choice = 1 and f.other_choice = 1 and l.import_id = :id and l.id = f.id"""
"""Lines that are each other's first choice. Equals are numbered on both sides and meet in pairs, one for one."""


def _pairs(equal: str, joined: str) -> str:
    return BOTH_SIDES.format(equal=f"bank_account_id, booked_on, amount, {equal}", joined=joined)


SAME_WORDS = text(_pairs("reference, words", "k.words = m.words and k.reference is not distinct from m.reference"))
SAME_SIDE = text(_pairs("other", "k.other = m.other"))
WHATEVER_LOOKS_THE_SAME = text(_pairs("reference, other, format, nameless, words", "true"))

HERE_BY_ITS_BALANCES = text(
    """
    with pairs as (
      select s.id, t.id as other_id, t.import_id, t.position
        from accounting.bank_statements s
        join accounting.bank_statements t
          on t.bank_account_id = s.bank_account_id and t.is_imported and t.import_id <> s.import_id
         and (t.opening_balance, t.closing_balance, t.movement_count)
           = (s.opening_balance, s.closing_balance, s.movement_count)
        join accounting.statement_imports i on i.tenant_id = t.tenant_id and i.id = t.import_id
       where s.import_id = :id and s.movement_count > 0
         and (i.format <> :format or i.format = 'table' or t.number is not distinct from s.number)),
    moved as (
      select l.statement_id, array_agg((l.booked_on, l.amount) order by l.booked_on, l.amount) as days
        from accounting.bank_lines l
       where (l.import_id = :id or l.import_id in (select import_id from pairs))
         and l.statement_id in (select id from pairs union select other_id from pairs)
       group by l.statement_id),
    same as (
      select distinct on (b.id) b.id, b.other_id
        from pairs b
        join moved m on m.statement_id = b.id
        join moved k on k.statement_id = b.other_id and k.days = m.days
       order by b.id, b.import_id, b.position)
    update accounting.bank_statements s set same_as_id = f.other_id
      from (select s.id, same.other_id from accounting.bank_statements s left join same on same.id = s.id
             where s.import_id = :id) f
     where s.id = f.id and s.same_as_id is distinct from f.other_id"""
)
"""Two statements of one account between the same balances, with the same movements day by day, are one statement, in
whatever words. Within one format the bank's number tells them apart, where an account moved to and fro on a day.
"""
LINES_OF_THESE = text(
    """
    with mine as (
      select l.id, s.same_as_id as other_id, l.booked_on, l.amount,
             row_number() over (partition by s.same_as_id, l.booked_on, l.amount order by l.position) as n
        from accounting.bank_statements s
        join accounting.bank_lines l on l.statement_id = s.id and l.import_id = s.import_id
       where s.import_id = :id and s.same_as_id is not null and l.state = 'staged'),
    theirs as (
      select distinct on (o.id) o.id, t.id as other_id, o.booked_on, o.amount, k.position
        from accounting.bank_statements t
        join accounting.bank_lines k on k.statement_id = t.id and k.import_id = t.import_id
        join accounting.bank_lines o on o.id = case when k.state = 'duplicate' then k.duplicate_of_id else k.id end
       where t.id in (select other_id from mine) and o.state = 'imported'
         and not exists (select from accounting.bank_lines d where d.import_id = :id and d.duplicate_of_id = o.id)
       order by o.id, k.position),
    k as (select *, row_number() over (partition by other_id, booked_on, amount order by position) as n from theirs)
    update accounting.bank_lines l set state = 'duplicate', duplicate_of_id = k.id, duplicate_because = 'alike'
      from mine m
      join k on (k.other_id, k.booked_on, k.amount, k.n) = (m.other_id, m.booked_on, m.amount, m.n)
     where l.import_id = :id and l.id = m.id"""
)
"""What words have left, one for one and in order. A line of the other statement may itself stand for one before it."""


async def mark(work: Work, found: StatementImport) -> None:
    """Leave out what looks like a line of the books that stands for no other line of this file."""
    asked = {"id": found.id, "format": found.format or ""}
    if await work.session.scalar(OTHERS_THERE, asked):
        await _by_words(work, asked)
    for statement in (HERE_BY_ITS_BALANCES, LINES_OF_THESE):
        await work.session.execute(statement, asked)


async def _by_words(work: Work, asked: dict[str, Any]) -> None:
    for statement in (SAME_WORDS, SAME_SIDE):
        await work.session.execute(statement, asked)
    found_one = True
    while found_one:  # who was another's second choice may be its first among those that are left
        done = await work.session.execute(WHATEVER_LOOKS_THE_SAME, asked)
        found_one = cast("CursorResult[Any]", done).rowcount > 0
