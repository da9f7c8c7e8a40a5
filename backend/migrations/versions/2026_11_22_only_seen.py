"""Whom somebody sees beside themselves, and a key that is seen by its secret, they can neither change nor remove."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

OURS = {"users": "id = accounting.current_actor()", "api_keys": "tenant_id = accounting.current_tenant()"}
"""Of the tables that show more than what is ours: which row is."""
WITHIN = {"update": "changed_from_within", "delete": "removed_from_within"}


def upgrade() -> None:
    for table, ours in OURS.items():
        for what, policy in WITHIN.items():
            op.execute(f"create policy {policy} on accounting.{table} as restrictive for {what} using ({ours})")


def downgrade() -> None:
    for table in OURS:
        for policy in WITHIN.values():
            op.execute(f"drop policy {policy} on accounting.{table}")
