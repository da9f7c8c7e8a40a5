"""What was settled since a day, and the latest entry of a journal, are found by an index."""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("create index ix_settlements_settled_on on accounting.settlements (tenant_id, settled_on)")
    op.execute("create index ix_journal_entries_journal on accounting.journal_entries (tenant_id, journal, booked_on)")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
