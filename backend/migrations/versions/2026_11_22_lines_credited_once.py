"""A credit note's line says which line it takes back, and PostgreSQL counts what was credited of each.

Credit notes from before say nothing of it; what they took is known by invoice and by rate, as it was.
"""

from alembic import op

from app.core.ddl import statements

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

CREDITED = """
alter table accounting.invoice_lines
  add column credits_line_id uuid,
  add column credited_quantity numeric(19, 6) not null default 0,
  add column credited_net_amount numeric(19, 4) not null default 0,
  add constraint fk_invoice_lines_credits_line_id foreign key (tenant_id, credits_line_id)
    references accounting.invoice_lines (tenant_id, id),
  add constraint line_is_not_credited_twice
    check (credited_quantity between least(quantity, 0) and greatest(quantity, 0));
create index ix_invoice_lines_credits_line_id on accounting.invoice_lines (tenant_id, credits_line_id)
  where credits_line_id is not null;

create or replace function accounting.lines_of_issued_invoice_stay() returns trigger language plpgsql as
$$ declare its_status text; its_tenant uuid; its_id uuid;
  counted text[] := array['credited_quantity', 'credited_net_amount'];
begin
  if tg_op = 'INSERT' then
    its_tenant := new.tenant_id; its_id := new.invoice_id;
  else
    its_tenant := old.tenant_id; its_id := old.invoice_id;
  end if;
  select status into its_status from accounting.invoices where tenant_id = its_tenant and id = its_id;
  if found and its_status <> 'draft' then
    if tg_op = 'UPDATE' and pg_trigger_depth() > 1 and to_jsonb(old) - counted = to_jsonb(new) - counted then
      return new;
    end if;
    raise exception 'invoice % was issued', its_id
      using errcode = 'check_violation', constraint = 'issued_invoice_stays_as_it_is';
  end if;
  if tg_op <> 'DELETE' then
    new.credited_quantity := 0;
    new.credited_net_amount := 0;
  end if;
  return coalesce(new, old);
end $$;

create or replace function accounting.keep_credited_amount() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as
$$ declare was boolean := tg_op = 'UPDATE' and old.status = 'issued'; is_now boolean := new.status = 'issued';
  way integer := case when is_now then 1 else -1 end;
begin
  if was = is_now then
    return null;
  end if;
  update accounting.invoices
     set credited_amount = credited_amount + way * new.total_amount
   where tenant_id = new.tenant_id and id = new.credits_id and status = 'issued' and kind in ('invoice', 'receipt');
  if not found or exists (
      select from accounting.invoice_lines n join accounting.invoice_lines l
          on l.tenant_id = n.tenant_id and l.id = n.credits_line_id
       where n.tenant_id = new.tenant_id and n.invoice_id = new.id and l.invoice_id <> new.credits_id) then
    raise exception 'invoice % cannot be credited', new.credits_id
      using errcode = 'check_violation', constraint = 'only_issued_invoices_are_credited';
  end if;
  update accounting.invoice_lines l
     set credited_quantity = l.credited_quantity + way * n.quantity,
         credited_net_amount = l.credited_net_amount + way * n.net_amount
    from (select credits_line_id, sum(quantity) as quantity, sum(net_amount) as net_amount
            from accounting.invoice_lines
           where tenant_id = new.tenant_id and invoice_id = new.id and credits_line_id is not null group by 1) n
   where l.tenant_id = new.tenant_id and l.id = n.credits_line_id;
  return null;
end $$;
"""


def upgrade() -> None:
    for statement in statements(CREDITED):
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
