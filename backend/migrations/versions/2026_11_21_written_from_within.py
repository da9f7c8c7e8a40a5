"""Who is in two companies sees both, and changes or removes rows of the one they are working in alone."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

OURS = {"tenants": "id = accounting.current_tenant()", "memberships": "tenant_id = accounting.current_tenant()"}
"""Of the tables that show rows of my other companies: which row is of this one."""
WITHIN = {"update": "changed_from_within", "delete": "removed_from_within"}


def upgrade() -> None:
    op.execute(f"alter policy my_tenants on accounting.tenants with check ({OURS['tenants']})")
    for table, ours in OURS.items():
        for what, policy in WITHIN.items():
            op.execute(f"create policy {policy} on accounting.{table} as restrictive for {what} using ({ours})")


def downgrade() -> None:
    for table in OURS:
        for policy in WITHIN.values():
            op.execute(f"drop policy {policy} on accounting.{table}")
    seen = "select tenant_id from accounting.memberships where user_id = accounting.current_actor()"
    op.execute(f"alter policy my_tenants on accounting.tenants with check ({OURS['tenants']} or id in ({seen}))")
