"""A bank line that is booked with VAT keeps what was taken out of it."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "alter table accounting.reconciliation_parts"
        " add column vat_rate numeric(5, 2), add column vat_amount numeric(19, 4)"
    )


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
