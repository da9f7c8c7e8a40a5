"""A run by rules is about the lines that somebody agreed to: they are kept with it before the first is booked."""

from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

CHANGES = (
    "alter table accounting.bank_run_results drop constraint bank_run_result_is_known",
    "alter table accounting.bank_run_results add constraint bank_run_result_is_known"
    " check (status in ('planned', 'done', 'failed', 'reverted'))",
)


def upgrade() -> None:
    for statement in CHANGES:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
