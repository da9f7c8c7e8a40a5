"""The bank: accounts, statements and their lines, what settles what, rules, and what Spark proposes."""

from pathlib import Path

from alembic import op

from app.core import ddl
from app.core.ddl import statements

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TENANT_TABLES = {
    "bank_accounts": "select, insert, update",
    "column_mappings": "select, insert, update, delete",
    "statement_imports": "select, insert, update",
    "bank_statements": "select, insert, update, delete",
    "bank_lines": "select, insert, delete",
    "bank_rules": "select, insert, update",
    "bank_runs": "select, insert, update",
    "bank_run_results": "select, insert, update",
    "reconciliations": "select, insert",
    "reconciliation_parts": "select, insert",
    "match_rejections": "select, insert, delete",
    "bank_settings": "select, insert, update",
}


def upgrade() -> None:
    source = Path(__file__).with_name("banking.sql").read_text(encoding="utf-8")
    for statement in statements(source):
        op.execute(statement)
    for table, privileges in TENANT_TABLES.items():
        ddl.own_by_tenant(f"accounting.{table}")
        ddl.grant(f"accounting.{table}", privileges)
    ddl.own_by_tenant("results.match_proposals")
    for table in ("reconciliations", "reconciliation_parts"):
        ddl.append_only(f"accounting.{table}")
    op.execute("grant update (state, bank_account_id, duplicate_of_id) on accounting.bank_lines to app_api")
    ddl.grant("results.match_proposals", "select, delete")
    ddl.grant("results.match_proposals", "select, insert, update, delete", "app_spark")
    for view in ("accounting.lines_to_match", "accounting.open_items"):
        ddl.grant(view, "select")
        ddl.grant(view, "select", "app_spark")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
