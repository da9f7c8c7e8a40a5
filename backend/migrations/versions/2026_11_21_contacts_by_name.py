"""Lists of invoices sorted by the contact's name begin with the names."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("create index ix_contacts_name on accounting.contacts (tenant_id, name, id)")


def downgrade() -> None:
    op.execute("drop index accounting.ix_contacts_name")
