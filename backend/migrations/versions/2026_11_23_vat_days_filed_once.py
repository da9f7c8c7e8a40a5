"""A day is in one VAT return: a quarter is not closed over a month that was filed by itself, nor the other way round."""

from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
create function accounting.vat_days_are_filed_once() returns trigger language plpgsql as
$$ begin
  perform accounting.hold_books();
  if exists (select from accounting.vat_returns r where r.tenant_id = new.tenant_id and r.status = 'closed'
              and r.starts_on <= new.ends_on and new.starts_on <= r.ends_on) then
    raise exception 'another VAT return that is closed holds some of these days'
      using errcode = 'check_violation', constraint = 'vat_day_is_filed_once';
  end if;
  return new;
end $$
""")
    op.execute("""
create trigger vat_days_are_filed_once before insert on accounting.vat_returns
  for each row execute function accounting.vat_days_are_filed_once()
""")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
