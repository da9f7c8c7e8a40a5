"""Whoever shows a key's secret sees that key, whatever company they name: a key that is refused is known by its own."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

OURS = "tenant_id = accounting.current_tenant()"
SHOWN = "secret_hash = decode(nullif(current_setting('app.shown_key', true), ''), 'hex')"


def upgrade() -> None:
    op.create_index("ix_api_keys_secret_hash", "api_keys", ["secret_hash"], schema="accounting")
    op.execute(f"alter policy tenant_isolation on accounting.api_keys using ({OURS} or {SHOWN}) with check ({OURS})")


def downgrade() -> None:
    op.execute(f"alter policy tenant_isolation on accounting.api_keys using ({OURS}) with check ({OURS})")
    op.drop_index("ix_api_keys_secret_hash", "api_keys", schema="accounting")
