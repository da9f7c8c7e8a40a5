"""What was booked anew after its entry was reversed is no other document of its party: only what is issued recurs."""

from alembic import context, op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

NOT_CREDITED = "o.currency = i.currency and o.credited_amount = 0"


def upgrade() -> None:
    before = context.script.get_revision(down_revision).module
    op.execute(before.of_plans(before.OPEN_ITEMS.replace(NOT_CREDITED, f"{NOT_CREDITED} and o.status = 'issued'")))


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
