"""Who issued an invoice and who sent it stands with the invoice; of earlier ones the audit log tells it."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

READ = ("accounting.invoices", "audit.events")


def upgrade() -> None:
    op.execute("alter table accounting.invoices add column issued_by uuid, add column sent_by uuid")
    op.execute("grant update (issued_by, sent_by) on accounting.invoices to app_api")
    for table in READ:
        op.execute(f"alter table {table} no force row level security")
    for column, event in (("issued_by", ("invoice.issued", "invoice.booked")), ("sent_by", ("invoice.sent", ""))):
        op.execute(
            f"""
            update accounting.invoices i set {column} = e.actor_id
              from (select distinct on (payload ->> 'invoice_id') payload ->> 'invoice_id' as invoice_id, tenant_id,
                           actor_id
                      from audit.events where name in {event}
                     order by payload ->> 'invoice_id', sequence desc) e
             where e.tenant_id = i.tenant_id and e.invoice_id = i.id::text and i.{column} is null"""
        )
    for table in READ:
        op.execute(f"alter table {table} force row level security")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
