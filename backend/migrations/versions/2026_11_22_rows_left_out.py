"""An import tells the rows of a table that were left out, as they add up the others."""

from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("alter table accounting.statement_imports add column left_out jsonb not null default '[]'")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
