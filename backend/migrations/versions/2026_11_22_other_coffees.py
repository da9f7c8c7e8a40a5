"""A line that somebody says is another one than its equal gets a key of its own, before it is imported and never after."""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

KEEPS_ITS_KEY = """
create function accounting.imported_line_keeps_its_key() returns trigger language plpgsql as
$$ begin
  if old.state in ('imported', 'reverted') and new.key <> old.key then
    raise exception 'bank line % was imported', old.id
      using errcode = 'check_violation', constraint = 'imported_line_stays';
  end if;
  return new;
end $$"""


def upgrade() -> None:
    op.execute(KEEPS_ITS_KEY)
    op.execute(
        "create trigger imported_line_keeps_its_key before update of key on accounting.bank_lines"
        " for each row execute function accounting.imported_line_keeps_its_key()"
    )
    op.execute("grant update (key) on accounting.bank_lines to app_api")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
