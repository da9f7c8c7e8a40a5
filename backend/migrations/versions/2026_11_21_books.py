"""The books: fiscal years and locks, balances kept by the database, invoices and settlements, VAT returns, expenses."""

from pathlib import Path

from alembic import op

from app.core import ddl
from app.core.ddl import statements

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "account_balances",
    "fiscal_years",
    "journal_locks",
    "entry_templates",
    "recurring_entries",
    "exchange_rates",
    "tags",
    "posting_tags",
    "invoices",
    "invoice_lines",
    "invoice_numbers",
    "settlements",
    "recurring_invoices",
    "reminders",
    "expenses",
    "vat_returns",
]
CHANGEABLE_AND_REMOVABLE = (
    "entry_templates",
    "recurring_entries",
    "exchange_rates",
    "tags",
    "posting_tags",
    "recurring_invoices",
    "invoice_lines",
    "expenses",
)
CHANGEABLE = ("fiscal_years", "journal_locks", "invoice_numbers", "reminders", "vat_returns")
INVOICE_COLUMNS_KEPT_BY_THE_DATABASE = ("tenant_id", "id", "sign", "open_amount", "open_in_books")


def upgrade() -> None:
    here = Path(__file__).parent
    for part in ("ledger", "contacts", "invoicing", "expenses_and_vat"):
        for statement in statements((here / f"books_{part}.sql").read_text(encoding="utf-8")):
            op.execute(statement)

    for table in TENANT_TABLES:
        ddl.own_by_tenant(f"accounting.{table}")
    ddl.append_only("accounting.settlements")

    ddl.grant("accounting.account_balances", "select")
    for table in CHANGEABLE_AND_REMOVABLE:
        ddl.grant(f"accounting.{table}", "select, insert, update, delete")
    for table in CHANGEABLE:
        ddl.grant(f"accounting.{table}", "select, insert, update")
    ddl.grant("accounting.settlements", "select, insert")
    ddl.grant("accounting.invoices", "select, insert, delete")
    op.execute(
        f"""
        do $$ declare changeable text; begin
          select string_agg(quote_ident(column_name), ', ') into changeable from information_schema.columns
           where table_schema = 'accounting' and table_name = 'invoices'
             and column_name not in {INVOICE_COLUMNS_KEPT_BY_THE_DATABASE};
          execute format('grant update (%s) on accounting.invoices to app_api', changeable);
        end $$"""
    )
    for table in ("job_runs", "sessions", "refresh_tokens"):  # removed when their term is over
        ddl.grant(f"accounting.{table}", "delete")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
