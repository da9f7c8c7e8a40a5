"""A payment that the bank took back: a settlement of its own that opens the invoice again, and a part of a bank line."""

from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

KINDS = "'payment', 'credit', 'discount', 'write_off', 'return', 'reversal'"
PARTS = "'invoice', 'expense', 'posting', 'account', 'payment'"


def upgrade() -> None:
    op.execute(
        "alter table accounting.settlements add column returns_id uuid,"
        " add constraint fk_settlements_returns_id foreign key (tenant_id, returns_id)"
        " references accounting.settlements (tenant_id, id),"
        " add constraint settlement_returns_another check ((kind = 'return') = (returns_id is not null)),"
        " drop constraint settlement_kind_is_known,"
        f" add constraint settlement_kind_is_known check (kind in ({KINDS})),"
        " drop constraint settlement_is_undone_by_a_negative,"
        " add constraint settlement_is_undone_by_another check ((kind = 'reversal') = (undoes_id is not null)),"
        " add constraint settlement_is_taken_back_by_a_negative"
        " check (kind = 'reversal' or (kind = 'return') = (amount < 0))"
    )
    op.execute(
        "create index ix_settlements_returns_id on accounting.settlements (tenant_id, returns_id)"
        " where returns_id is not null"
    )
    op.execute(
        "alter table accounting.reconciliation_parts drop constraint part_kind_is_known,"
        f" add constraint part_kind_is_known check (kind in ({PARTS}))"
    )


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
