"""A fiscal year that is open can be given other days and one without entries removed; a closed one stays."""

from alembic import op

from app.core import ddl

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

CLOSED_YEAR_STAYS = """
create function accounting.closed_year_stays() returns trigger language plpgsql as
$$ begin
  perform accounting.hold_books();
  if old.closed_at is not null
     and (tg_op = 'DELETE' or (new.starts_on, new.ends_on) is distinct from (old.starts_on, old.ends_on)) then
    raise exception 'the fiscal year until % is closed', old.ends_on
      using errcode = 'check_violation', constraint = 'year_is_closed';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if new.starts_on < old.starts_on
     and exists (select from accounting.fiscal_years y where y.tenant_id = new.tenant_id and y.id <> new.id
                  and y.closed_at is not null and new.starts_on <= y.ends_on) then
    raise exception 'a later fiscal year is closed'
      using errcode = 'check_violation', constraint = 'year_is_closed';
  end if;
  return new;
end $$
"""


def upgrade() -> None:
    op.execute(CLOSED_YEAR_STAYS)
    op.execute(
        "create trigger closed_year_stays before update or delete on accounting.fiscal_years"
        " for each row execute function accounting.closed_year_stays()"
    )
    ddl.grant("accounting.fiscal_years", "delete")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
