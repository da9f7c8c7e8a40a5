"""The few opening entries are found without reading all: the dashboard asks for them."""

from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "create index ix_journal_entries_opening on accounting.journal_entries (tenant_id, booked_on)"
        " where kind = 'opening'"
    )


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
