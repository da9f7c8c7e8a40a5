"""A company chooses which series its invoices, credit notes and quotes take their numbers from."""

from alembic import op

from app.core import ddl

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        create table accounting.number_series (
          tenant_id uuid not null default accounting.current_tenant(),
          kind text not null,
          series text not null,
          constraint pk_number_series primary key (tenant_id, kind),
          constraint series_is_of_a_known_kind check (kind in ('invoice', 'credit_note', 'quote')),
          constraint series_is_letters check (series ~ '^[A-Z]{1,8}$'))"""
    )
    ddl.own_by_tenant("accounting.number_series")
    ddl.grant("accounting.number_series", "select, insert, update")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
