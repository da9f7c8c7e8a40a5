"""What was open when the books began is an invoice like any other, but for its number, which is not of our series.

Its entry is that of the opening balances, and follows it when those are put right.
"""

from alembic import op

from app.core.ddl import statements

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

STAYS = """
create or replace function accounting.issued_invoice_stays() returns trigger language plpgsql as
$$ declare happens text[] := array['status', 'contact_id', 'open_amount', 'open_in_books', 'credited_amount', 'offset_amount',
  'internal_note', 'pdf_key', 'pdf_sha256', 'sent_at', 'sent_to', 'sent_by', 'version', 'sign'];
begin
  if old.status = 'draft' then
    if tg_op = 'DELETE' then
      return old;
    end if;
    return new;
  end if;
  if tg_op = 'UPDATE' and old.opened_on is not null and new.opened_on is not null then
    happens := happens || array['entry_id', 'opened_on'];
  end if;
  if tg_op = 'DELETE' or to_jsonb(old) - happens <> to_jsonb(new) - happens
     or (old.pdf_key is not null and (old.pdf_key, old.pdf_sha256) is distinct from (new.pdf_key, new.pdf_sha256))
     or (new.status <> old.status and (old.kind, old.status, new.status) not in (
           ('invoice', 'issued', 'reversed'), ('credit_note', 'issued', 'reversed'), ('receipt', 'issued', 'reversed'),
           ('quote', 'issued', 'accepted'), ('quote', 'issued', 'declined'), ('quote', 'declined', 'issued')))
     or (new.contact_id <> old.contact_id and not exists (
           select from accounting.contacts where tenant_id = old.tenant_id and id = old.contact_id
              and merged_into_id = new.contact_id)) then
    raise exception 'invoice % was issued', old.id
      using errcode = 'check_violation', constraint = 'issued_invoice_stays_as_it_is';
  end if;
  return new;
end $$;
"""


def upgrade() -> None:
    op.execute(
        "alter table accounting.invoices add column opened_on date,"
        " add constraint opening_item_is_of_before check (issued_on <= opened_on),"
        " add constraint opening_item_was_booked_before"
        " check (opened_on is null or (kind in ('invoice', 'credit_note') and number is not null and vat_amount = 0))"
    )
    op.execute("grant update (opened_on) on accounting.invoices to app_api")
    op.execute("drop index accounting.sale_number_is_unique")
    op.execute(
        "create unique index sale_number_is_unique on accounting.invoices (tenant_id, number)"
        " where direction = 'sale' and number is not null and opened_on is null"
    )
    op.execute("drop index accounting.reference_is_of_one_invoice")
    op.execute(
        "create unique index reference_is_of_one_invoice on accounting.invoices (tenant_id, payment_reference)"
        " where direction = 'sale' and kind = 'invoice' and number is not null and not repeats_reference"
        " and opened_on is null"
    )
    op.execute(
        "create unique index opening_item_is_told_once on accounting.invoices"
        " (tenant_id, direction, contact_id, kind, lower(number)) where opened_on is not null and status = 'issued'"
    )
    for statement in statements(STAYS):
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
