"""Matching sees of a bank line that is of several payments what each of them is of."""

from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

LINES = """
create or replace view accounting.lines_to_match as
select l.tenant_id, l.id, l.bank_account_id, l.booked_on, l.open_amount as amount, l.currency, l.text,
       coalesce(l.counterparty_name, '') as name, coalesce(l.counterparty_account, '') as account,
       coalesce(l.reference, '') as reference,
       case when jsonb_array_length(l.details -> 'children') > 1 then (
         select string_agg(coalesce(child ->> 'amount', '0'), ' ' order by place)
           from jsonb_array_elements(l.details -> 'children') with ordinality as c (child, place)) else '' end as parts
  from accounting.bank_lines l
 where l.state = 'imported' and l.open_amount <> 0 and l.open_amount = l.amount
"""


def upgrade() -> None:
    op.execute(LINES)


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
