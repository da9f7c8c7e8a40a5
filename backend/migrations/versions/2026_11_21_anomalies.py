"""Anomalies: what stands out, who decided what about it, runs, settings, and what Spark finds."""

from pathlib import Path

from alembic import op

from app.core import ddl
from app.core.ddl import statements

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TENANT_TABLES = {
    "anomaly_settings": "select, insert, update",
    "anomaly_runs": "select, insert, update",
    "anomaly_findings": "select, insert, update",
    "anomaly_sightings": "select, insert",
    "anomaly_decisions": "select, insert",
}


def upgrade() -> None:
    source = Path(__file__).with_name("anomalies.sql").read_text(encoding="utf-8")
    for statement in statements(source):
        op.execute(statement)
    for table, privileges in TENANT_TABLES.items():
        ddl.own_by_tenant(f"accounting.{table}")
        ddl.grant(f"accounting.{table}", privileges)
    ddl.own_by_tenant("results.anomalies_found")
    for table in ("anomaly_sightings", "anomaly_decisions"):
        ddl.append_only(f"accounting.{table}")
    ddl.grant("results.anomalies_found", "select, delete")
    ddl.grant("results.anomalies_found", "select, insert, update", "app_spark")
    ddl.grant("accounting.entries_to_judge", "select")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
