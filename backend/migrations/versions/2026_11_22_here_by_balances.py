"""A statement that came before in other words is known by its balances."""

from alembic import op

revision = "0047"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("alter table accounting.bank_statements add column same_as_id uuid")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
