"""Consumers are asked costs where the company's terms of sale say so, and by nobody else."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("alter table accounting.tenants add column terms_claim_costs boolean not null default false")


def downgrade() -> None:
    op.execute("alter table accounting.tenants drop column terms_claim_costs")
