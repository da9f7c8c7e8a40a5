"""An expense says whose VAT it bears, where no rate says so; of what was entered before, it was this country's."""

from alembic import op

from app.core.ddl import statements

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

READ = ("expenses", "tenants")
SAID = """
alter table accounting.expenses add column vat_of text
  constraint expense_vat_is_of_somewhere check (vat_of in ('home', 'abroad'));
alter table accounting.expenses disable trigger booked_expense_stays;
update accounting.expenses e set vat_of = 'home' from accounting.tenants t
 where t.id = e.tenant_id and e.currency = t.currency and e.vat_amount > 0 and e.vat_rate is null;
alter table accounting.expenses enable trigger booked_expense_stays;
"""


def upgrade() -> None:
    for table in READ:
        op.execute(f"alter table accounting.{table} no force row level security")
    for statement in statements(SAID):
        op.execute(statement)
    for table in READ:
        op.execute(f"alter table accounting.{table} force row level security")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
