"""An expense that is in the books may still be given its paper, once; nothing else of it changes."""

from alembic import op

from app.core.ddl import statements

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

STAYS = """
create or replace function accounting.booked_expense_stays() returns trigger language plpgsql as
$$ declare decided text[] := array['status', 'entry_id', 'reimbursement_entry_id', 'cleared', 'reason', 'decided_by',
  'decided_at', 'version'];
begin
  if tg_op = 'UPDATE' and old.document_id is null then
    decided := decided || array['document_id'];
  end if;
  if tg_op = 'DELETE' or to_jsonb(old) - decided <> to_jsonb(new) - decided
     or not accounting.leaves_as_reversed(old.entry_id, new.entry_id)
     or not accounting.leaves_as_reversed(old.reimbursement_entry_id, new.reimbursement_entry_id) then
    raise exception 'expense % is in the books', old.id
      using errcode = 'check_violation', constraint = 'books_are_append_only';
  end if;
  return new;
end $$;
"""


def upgrade() -> None:
    for statement in statements(STAYS):
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
