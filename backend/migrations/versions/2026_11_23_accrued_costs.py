"""A purchase that is booked on its accrual says which cost was accrued: by it goes the VAT. Of before, nobody said."""

from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

FACTS = "'{treatment,vat_rate,account_code,cost_account,deductible_percent}'::text[]"


def upgrade() -> None:
    op.execute(
        "alter table accounting.invoice_lines add column cost_account text,"
        f" alter column chosen set default {FACTS},"
        " drop constraint line_choices_are_known,"
        f" add constraint line_choices_are_known check (chosen <@ {FACTS})"
    )
    op.execute("alter table accounting.documents add column cost_account text")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
