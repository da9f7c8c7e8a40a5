"""An expense says how many gifts it is: the law's limit is of each. What was entered before is one."""

from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "alter table accounting.expenses add column gift_count smallint not null default 1"
        " constraint expense_counts_its_gifts check (gift_count > 0)"
    )


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
