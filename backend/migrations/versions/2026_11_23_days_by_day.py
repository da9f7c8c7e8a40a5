"""What the database keeps of each day lies in order of the days: the edges of a month are one stretch of it, and not
one for every account of the company.
"""

from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
alter table accounting.account_days
  drop constraint pk_account_days,
  add constraint pk_account_days primary key (tenant_id, day, account_id)
""")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
