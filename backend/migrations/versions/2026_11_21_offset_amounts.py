"""An invoice keeps how much of it was offset by credit notes, so that it is not called paid."""

from alembic import op

from app.core.ddl import statements

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

READ = ("accounting.invoices", "accounting.settlements")
COLUMN = """
alter table accounting.invoices add column offset_amount numeric(19, 4) not null default 0;
update accounting.invoices i set offset_amount = s.amount
  from (select tenant_id, invoice_id, sum(amount) as amount from accounting.settlements
         where counterpart_id is not null group by 1, 2) s
 where s.tenant_id = i.tenant_id and s.invoice_id = i.id;
create or replace function accounting.settle_invoice() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as
$$ begin
  update accounting.invoices
     set open_amount = open_amount - new.amount,
         open_in_books = open_in_books - new.amount_in_books,
         offset_amount = offset_amount + case when new.counterpart_id is null then 0 else new.amount end
   where tenant_id = new.tenant_id and id = new.invoice_id and status = 'issued';
  if not found then
    raise exception 'invoice % is not open', new.invoice_id
      using errcode = 'check_violation', constraint = 'only_issued_invoices_are_settled';
  end if;
  return null;
end $$;
"""


def upgrade() -> None:
    for table in READ:
        op.execute(f"alter table {table} no force row level security")
    for statement in statements(COLUMN):
        op.execute(statement)
    for table in READ:
        op.execute(f"alter table {table} force row level security")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
