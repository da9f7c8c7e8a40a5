"""A closed VAT period takes nothing that counts in its return; year-end entries without VAT still get in."""

from alembic import op

from app.core.ddl import statements

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

READ = ("accounting.journal_locks", "accounting.vat_returns")
LOCKS = """
alter table accounting.journal_locks add column vat_closed_until date;
insert into accounting.journal_locks (tenant_id, journal, vat_closed_until)
select r.tenant_id, j.journal, max(r.ends_on)
  from accounting.vat_returns r
 cross join (values ('purchases'), ('sales'), ('bank'), ('miscellaneous')) j (journal)
 where r.status = 'closed' group by 1, 2
on conflict (tenant_id, journal) do update
   set vat_closed_until = excluded.vat_closed_until,
       locked_until = nullif(accounting.journal_locks.locked_until, excluded.vat_closed_until);
"""
TRIGGER = """
create function accounting.vat_stays_closed() returns trigger language plpgsql as
$$ declare until date;
begin
  select max(vat_closed_until) into until from accounting.journal_locks
   where vat_closed_until >= (select min(booked_on) from written);
  if until is not null and exists (
      select from written w
        join accounting.journal_entries e on e.tenant_id = w.tenant_id and e.id = w.entry_id
        join accounting.accounts a on a.tenant_id = w.tenant_id and a.id = w.account_id
        join accounting.journal_locks l on l.tenant_id = e.tenant_id and l.journal = e.journal
       where l.vat_closed_until >= w.booked_on
         and (w.grids <> '{}' or (e.kind = 'ordinary' and a.code ~ '^(411|451)' and a.code !~ '^(4112|4512)'))) then
    raise exception 'VAT is closed until %', until
      using errcode = 'check_violation', constraint = 'period_is_locked';
  end if;
  return null;
end $$;
create trigger vat_stays_closed after insert on accounting.postings
  referencing new table as written for each statement execute function accounting.vat_stays_closed();
"""


def upgrade() -> None:
    for table in READ:
        op.execute(f"alter table {table} no force row level security")
    for statement in statements(LOCKS):
        op.execute(statement)
    for table in READ:
        op.execute(f"alter table {table} force row level security")
    for statement in statements(TRIGGER):
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
