"""A statement of a million lines is staged, imported and taken back without asking the database about each line.

Staged lines, and those told to be duplicates, have nothing open: the trigger that opens a line is asked only where one
is imported or no longer is. What may not go is looked at once for all that is deleted. And whoever deletes lines finds
by an index that no run is about them.
"""

from alembic import op

from app.core.ddl import statements

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

CHANGES = """
drop trigger bank_line_is_open_from_import on accounting.bank_lines;
create trigger bank_line_is_open_from_import before insert on accounting.bank_lines
  for each row when (new.state = 'imported' or new.open_amount <> 0)
  execute function accounting.bank_line_is_open_from_import();
create trigger bank_line_is_open_while_imported before update of state, bank_account_id on accounting.bank_lines
  for each row when (old.state = 'imported' or new.state = 'imported')
  execute function accounting.bank_line_is_open_from_import();

drop trigger imported_line_stays on accounting.bank_lines;
create or replace function accounting.imported_line_stays() returns trigger language plpgsql as
$$ declare kept uuid;
begin
  select id into kept from gone where state in ('imported', 'reverted') limit 1;
  if found then
    raise exception 'bank line % was imported', kept
      using errcode = 'check_violation', constraint = 'imported_line_stays';
  end if;
  return null;
end $$;
create trigger imported_line_stays after delete on accounting.bank_lines referencing old table as gone
  for each statement execute function accounting.imported_line_stays();

create index ix_bank_run_results_bank_line_id on accounting.bank_run_results (tenant_id, bank_line_id);
"""


def upgrade() -> None:
    for statement in statements(CHANGES):
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
