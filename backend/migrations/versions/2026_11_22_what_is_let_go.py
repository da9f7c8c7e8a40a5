"""A company says how small a difference it lets go, and how large a discount for prompt payment it allows."""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "alter table accounting.tenants add column small_difference numeric(19, 4) not null default 5.00"
        " constraint small_difference_is_small check (small_difference between 0 and 1000),"
        " add column most_discount_percent numeric(5, 2) not null default 10"
        " constraint most_discount_is_a_share check (most_discount_percent between 0 and 100)"
    )


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
