"""A line says which of its facts somebody chose; of lines from before nobody knows, so all of theirs stay."""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

FACTS = "'{treatment,vat_rate,account_code,deductible_percent}'::text[]"


def upgrade() -> None:
    op.execute(
        f"alter table accounting.invoice_lines add column chosen text[] not null default {FACTS},"
        f" add constraint line_choices_are_known check (chosen <@ {FACTS})"
    )


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
