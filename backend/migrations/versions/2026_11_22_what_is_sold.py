"""A company may say whether it usually sells goods or services: where its first sale is booked follows."""

from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "alter table accounting.tenants add column sells text,"
        " add constraint sells_is_known check (sells in ('goods', 'services'))"
    )


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
