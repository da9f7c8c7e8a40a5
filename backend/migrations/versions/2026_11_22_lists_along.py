"""An export may be of one list: where it is shown, in which format, and what one must be allowed to have it."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

EXPORTS = "accounting.exports"
NAMED = "address text, format text, name text, permission text"


def upgrade() -> None:
    columns = ", ".join(f"add column {each}" for each in NAMED.split(", "))
    op.execute(f"alter table {EXPORTS} {columns}, drop constraint export_kind_is_known")
    op.execute(
        f"alter table {EXPORTS} add constraint export_kind_is_known check (kind in ('person', 'company', 'list')),"
        " add constraint export_of_a_list_names_it"
        " check ((kind = 'list') = (num_nonnulls(address, format, name, permission) = 4))"
    )


def downgrade() -> None:
    op.execute(f"alter table {EXPORTS} no force row level security")
    op.execute(f"delete from {EXPORTS} where kind = 'list'")
    op.execute(f"alter table {EXPORTS} force row level security")
    columns = ", ".join(f"drop column {each.split()[0]}" for each in NAMED.split(", "))
    op.execute(f"alter table {EXPORTS} drop constraint export_of_a_list_names_it, {columns}")
    op.execute(f"alter table {EXPORTS} drop constraint export_kind_is_known")
    op.execute(f"alter table {EXPORTS} add constraint export_kind_is_known check (kind in ('person', 'company'))")
