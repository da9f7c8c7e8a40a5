"""A company's VAT regime holds from a day on; a booked expense keeps how much of its VAT was deducted.

What a company had is what it always had: it is carried over from the beginning.
"""

from alembic import op

from app.core import ddl

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

TABLE = """
create table accounting.vat_regimes (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  regime text not null,
  valid_from date,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid,
  constraint pk_vat_regimes primary key (tenant_id, id),
  constraint vat_regime_is_known check (regime in ('standard', 'small_enterprise', 'exempt')));
"""
CARRIED_OVER = """
insert into accounting.vat_regimes (tenant_id, id, regime)
select id, gen_random_uuid(), vat_regime from accounting.tenants where vat_regime <> 'standard';
alter table accounting.tenants drop column vat_regime;
alter table accounting.expenses add column deducted_percent numeric(5, 2)
  constraint deducted_share_is_a_share check (deducted_percent between 0 and 100);
"""


def upgrade() -> None:
    op.execute(TABLE)
    op.execute("alter table accounting.tenants no force row level security")
    for statement in ddl.statements(CARRIED_OVER):
        op.execute(statement)
    op.execute("alter table accounting.tenants force row level security")
    ddl.own_by_tenant("accounting.vat_regimes")
    ddl.append_only("accounting.vat_regimes")
    ddl.grant("accounting.vat_regimes", "select, insert")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
