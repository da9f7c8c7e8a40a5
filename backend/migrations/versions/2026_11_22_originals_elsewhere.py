"""A credit note may be of an invoice that is not in these books: it names that one's number and day."""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "alter table accounting.invoices add column original_number text, add column original_issued_on date,"
        " add constraint original_is_of_a_free_credit_note check (kind = 'credit_note' and credits_id is null"
        " or original_number is null and original_issued_on is null),"
        " add constraint original_is_of_before check (original_issued_on <= issued_on)"
    )
    op.execute("grant update (original_number, original_issued_on) on accounting.invoices to app_api")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
