"""A quote that nobody answered may be valid until a later day: its paper is made again. Nothing else of it changes."""

from alembic import op

from app.core.ddl import statements

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

STAYS = """
create or replace function accounting.issued_invoice_stays() returns trigger language plpgsql as
$$ declare happens text[] := array['status', 'contact_id', 'open_amount', 'open_in_books', 'credited_amount', 'offset_amount',
  'internal_note', 'pdf_key', 'pdf_sha256', 'sent_at', 'sent_to', 'sent_by', 'version', 'sign'];
  extends boolean := tg_op = 'UPDATE' and old.kind = 'quote' and old.status = 'issued' and new.status = 'issued'
    and new.valid_until > old.valid_until;
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
  if extends then
    happens := happens || array['valid_until'];
  end if;
  if tg_op = 'DELETE' or to_jsonb(old) - happens <> to_jsonb(new) - happens
     or (old.pdf_key is not null and (old.pdf_key, old.pdf_sha256) is distinct from (new.pdf_key, new.pdf_sha256)
         and not coalesce(extends and new.pdf_key is null and new.pdf_sha256 is null, false))
     or (new.status <> old.status and (old.kind, old.status, new.status) not in (
           ('invoice', 'issued', 'reversed'), ('credit_note', 'issued', 'reversed'), ('receipt', 'issued', 'reversed'),
           ('quote', 'issued', 'accepted'), ('quote', 'issued', 'declined'), ('quote', 'declined', 'issued'),
           ('quote', 'accepted', 'issued')))
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
    for statement in statements(STAYS):
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
