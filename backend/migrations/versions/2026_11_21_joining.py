"""A challenge may stand between an invitation and joining by it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("mfa_challenges", sa.Column("invitation_id", sa.Uuid(), nullable=True), schema="accounting")
    op.create_foreign_key(
        "fk_mfa_challenges_invitation_id",
        "mfa_challenges",
        "invitations",
        ["tenant_id", "invitation_id"],
        ["tenant_id", "id"],
        source_schema="accounting",
        referent_schema="accounting",
    )


def downgrade() -> None:
    op.drop_column("mfa_challenges", "invitation_id", schema="accounting")
