"""What was posted on an account on a day, and what falls due on one, are kept by the database."""

from alembic import op

from app.core import ddl
from app.core.ddl import statements

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

POSTED = "sum(debit), sum(credit)"
KEY = "tenant_id, direction, due_on"


def _posted(table: str, column: str, value: str, rows: str) -> str:
    """What the rows come to per account, added to what is kept."""
    return f"""
  insert into accounting.{table} as b (tenant_id, account_id, {column}, debit, credit)
  select tenant_id, account_id, {value}, {POSTED} from {rows} group by 1, 2, 3 order by 1, 2, 3
  on conflict (tenant_id, account_id, {column})
    do update set debit = b.debit + excluded.debit, credit = b.credit + excluded.credit;"""


def _due(rows: str) -> str:
    """What is open of the rows and falls due, added to what is kept: those that make no difference do not touch it."""
    return f"""
  insert into accounting.invoices_due as d ({KEY}, count, open_in_books)
  select * from (select {KEY}, sum(times) as count, sum(times * open_in_books) as open_in_books from ({rows}) as changed
                  where status = 'issued' and kind <> 'credit_note' and open_amount > 0 and due_on is not null
                  group by {KEY}) as difference
   where (count, open_in_books) <> (0, 0)
   order by {KEY}
  on conflict ({KEY}) do update
    set count = d.count + excluded.count, open_in_books = d.open_in_books + excluded.open_in_books;"""


DAYS = f"""
create table accounting.account_days (
  tenant_id uuid not null default accounting.current_tenant(),
  account_id uuid not null,
  day date not null,
  debit numeric(19, 4) not null,
  credit numeric(19, 4) not null,
  constraint pk_account_days primary key (tenant_id, account_id, day),
  constraint fk_account_days_account_id foreign key (tenant_id, account_id)
    references accounting.accounts (tenant_id, id));
alter table accounting.postings no force row level security;
{_posted("account_days", "day", "booked_on", "accounting.postings").strip()}
alter table accounting.postings force row level security;
create or replace function accounting.keep_balances() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as
$$ begin
  {_posted("account_balances", "month", "date_trunc('month', booked_on)::date", "written")}
  {_posted("account_days", "day", "booked_on", "written")}
  return null;
end $$;
"""
DUES = f"""
create table accounting.invoices_due (
  tenant_id uuid not null default accounting.current_tenant(),
  direction text not null,
  due_on date not null,
  count bigint not null,
  open_in_books numeric(23, 4) not null,
  constraint pk_invoices_due primary key ({KEY}));

create function accounting.keep_invoices_due() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as
$$ begin
  if tg_op = 'INSERT' then
    {_due("select 1 as times, * from written")}
  else
    {_due("select 1 as times, * from written union all select -1, * from replaced")}
    delete from accounting.invoices_due d using replaced r
     where (d.tenant_id, d.direction, d.due_on, d.count) = (r.tenant_id, r.direction, r.due_on, 0);
  end if;
  return null;
end $$;
alter table accounting.invoices no force row level security;
{_due("select 1 as times, * from accounting.invoices").strip()}
alter table accounting.invoices force row level security;
create trigger keep_invoices_due_of_new after insert on accounting.invoices
  referencing new table as written for each statement execute function accounting.keep_invoices_due();
create trigger keep_invoices_due after update on accounting.invoices
  referencing new table as written old table as replaced
  for each statement execute function accounting.keep_invoices_due();
"""
WAITING = """
create index ix_expenses_waiting on accounting.expenses (tenant_id, status)
  where status = 'submitted' or status = 'approved' and paid_with = 'own_money';
create index ix_anomaly_findings_waiting on accounting.anomaly_findings (tenant_id) where status in ('open', 'snoozed');
"""


def upgrade() -> None:
    for statement in statements(DAYS + DUES + WAITING):
        op.execute(statement)
    for table in ("account_days", "invoices_due"):
        ddl.own_by_tenant(f"accounting.{table}")
        ddl.grant(f"accounting.{table}", "select")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
