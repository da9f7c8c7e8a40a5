"""What a company's invoices come to is kept by the database; quotes, which are in no books, are found by themselves."""

from alembic import op

from app.core import ddl
from app.core.ddl import statements

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

AMOUNTS = ("net_amount", "vat_amount", "total_amount", "open_amount", "total_in_books", "open_in_books")
KEY = "tenant_id, direction, kind, status, currency"


def _added(rows: str) -> str:
    """What the rows come to, added to what is kept: those that make no difference do not touch it."""
    summed = ", ".join(f"sum(times * {each}) as {each}" for each in AMOUNTS)
    sums = ", ".join(f"{each} = s.{each} + excluded.{each}" for each in AMOUNTS)
    return f"""
  insert into accounting.invoice_sums as s ({KEY}, count, {", ".join(AMOUNTS)})
  select * from (select {KEY}, sum(times) as count, {summed} from ({rows}) as changed
                  where status <> 'draft' and kind <> 'quote' group by {KEY}) as difference
   where (count, {", ".join(AMOUNTS)}) <> (0, {", ".join("0" for _ in AMOUNTS)})
   order by {KEY}
  on conflict ({KEY}) do update set count = s.count + excluded.count, {sums};"""


KEPT = f"""
create table accounting.invoice_sums (
  tenant_id uuid not null default accounting.current_tenant(),
  direction text not null,
  kind text not null,
  status text not null,
  currency text not null,
  count bigint not null,
  {", ".join(f"{each} numeric(23, 4) not null" for each in AMOUNTS)},
  constraint pk_invoice_sums primary key ({KEY}));

create function accounting.keep_invoice_sums() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as
$$ begin
  if tg_op = 'INSERT' then
    {_added("select 1 as times, * from written")}
  else
    {_added("select 1 as times, * from written union all select -1, * from replaced")}
  end if;
  return null;
end $$;
alter table accounting.invoices no force row level security;
{_added("select 1 as times, * from accounting.invoices").strip()}
alter table accounting.invoices force row level security;
create trigger keep_invoice_sums_of_new after insert on accounting.invoices
  referencing new table as written for each statement execute function accounting.keep_invoice_sums();
create trigger keep_invoice_sums after update on accounting.invoices
  referencing new table as written old table as replaced
  for each statement execute function accounting.keep_invoice_sums();
create index ix_invoices_quotes on accounting.invoices (tenant_id, direction) where kind = 'quote';
"""


def upgrade() -> None:
    for statement in statements(KEPT):
        op.execute(statement)
    ddl.own_by_tenant("accounting.invoice_sums")
    ddl.grant("accounting.invoice_sums", "select")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
