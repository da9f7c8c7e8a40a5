"""A line that came in one format is known again in another; a statement remembers whether it brought anything."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

CHANGES = (
    "alter table accounting.bank_lines add column duplicate_because text"
    " constraint duplicate_has_a_reason_we_know check (duplicate_because in ('known', 'alike'))",
    "grant update (duplicate_because) on accounting.bank_lines to app_api",
    "alter table accounting.statement_imports"
    " add column alike_count integer not null default 0, add column accepted_alike boolean not null default false",
    "alter table accounting.bank_statements add column has_news boolean not null default true",
)


def upgrade() -> None:
    for statement in CHANGES:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
