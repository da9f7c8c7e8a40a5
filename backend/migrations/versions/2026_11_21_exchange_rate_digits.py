"""Invoices and expenses keep an exchange rate with all the digits it is converted with."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("alter table accounting.invoices alter column exchange_rate type numeric(24, 12)")
    op.execute("alter table accounting.expenses alter column exchange_rate type numeric(24, 12)")


def downgrade() -> None:
    op.execute("alter table accounting.expenses alter column exchange_rate type numeric(19, 8)")
    op.execute("alter table accounting.invoices alter column exchange_rate type numeric(19, 8)")
