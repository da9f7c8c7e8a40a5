"""The database itself keeps VAT returns, posted accounts, tags of closed years, booked expenses and issued invoices as
they are, what was credited in agreement with the credit notes, and every amount in its currency's decimals.
"""

from pathlib import Path

from alembic import op

from app.core.ddl import statements

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    source = Path(__file__).with_name("kept_by_the_database.sql").read_text(encoding="utf-8")
    for statement in statements(source):
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
