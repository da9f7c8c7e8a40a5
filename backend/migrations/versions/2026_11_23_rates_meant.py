"""A rate that somebody typed on an invoice, far from that of its day, is asked about until they say that it is meant.

What is a draft already was never asked: its rate stays as it is.
"""

from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("alter table accounting.invoices add column rate_meant boolean not null default false")
    op.execute("grant update (rate_meant) on accounting.invoices to app_api")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
