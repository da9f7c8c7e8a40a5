"""Accounts know whether they hold VAT of a period, and Dutch companies get the Dutch chart.

What a number means differs from country to country. A Dutch company that was opened with the Belgian chart gets the
accounts of its own; Belgian ones go, as far as nothing was booked on them and no bank account is kept there.
"""

import json
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from accounting.chart import starting_chart
from accounting.plan import plan
from app.core.ddl import statements

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MARK = """
alter table accounting.accounts add column is_vat boolean not null default false;
alter table accounting.accounts no force row level security;
update accounting.accounts set is_vat = true where code ~ '^(411|451)' and code !~ '^(4112|4512)';
alter table accounting.accounts force row level security;
"""
UNUSED = """
delete from accounting.accounts a using accounting.tenants t
 where t.id = a.tenant_id and t.country = 'NL'
   and not exists (select from accounting.postings p where p.tenant_id = a.tenant_id and p.account_id = a.id)
   and not exists (select from accounting.bank_accounts b where b.tenant_id = a.tenant_id and b.account_code = a.code)
"""
MADE = """
insert into accounting.accounts (tenant_id, id, code, names, type, is_vat)
values (:tenant_id, :id, :code, cast(:names as jsonb), :type, :is_vat) on conflict do nothing
"""
READ = ("tenants", "accounts", "postings", "bank_accounts")
TRIGGER = """
create or replace function accounting.vat_stays_closed() returns trigger language plpgsql as
$$ declare until date;
begin
  select max(vat_closed_until) into until from accounting.journal_locks
   where vat_closed_until >= (select min(booked_on) from written);
  if until is not null and exists (
      select from written w
        join accounting.journal_entries e on e.tenant_id = w.tenant_id and e.id = w.entry_id
        join accounting.accounts a on a.tenant_id = w.tenant_id and a.id = w.account_id
        join accounting.journal_locks l on l.tenant_id = e.tenant_id and l.journal = e.journal
       where l.vat_closed_until >= w.booked_on and (w.grids <> '{}' or (e.kind = 'ordinary' and a.is_vat))) then
    raise exception 'VAT is closed until %', until
      using errcode = 'check_violation', constraint = 'period_is_locked';
  end if;
  return null;
end $$;
"""


def upgrade() -> None:
    for part in (MARK, TRIGGER):
        for statement in statements(part):
            op.execute(statement)
    for table in READ:
        op.execute(f"alter table accounting.{table} no force row level security")
    _give_dutch_charts()
    for table in READ:
        op.execute(f"alter table accounting.{table} force row level security")


def _give_dutch_charts() -> None:
    connection, books = op.get_bind(), plan("NL")
    dutch = list(connection.scalars(sa.text("select id from accounting.tenants where country = 'NL'")))
    if not dutch:
        return
    connection.execute(sa.text(UNUSED))
    rows = [
        {
            "tenant_id": tenant_id,
            "id": uuid4(),
            "code": each.code,
            "names": json.dumps(each.names),
            "type": each.type.value,
            "is_vat": books.is_vat_of_period(each.code),
        }
        for tenant_id in dutch
        for each in starting_chart("NL")
    ]
    connection.execute(sa.text(MADE), rows)


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
