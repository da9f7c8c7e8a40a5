"""Whether a statement brought anything is told from its lines, as they are: what was imported or reverted since counts."""

from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("alter table accounting.bank_statements drop column has_news")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
