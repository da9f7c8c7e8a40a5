"""What Spark proposes counts when its run has ended, all at once; lines of which something is reconciled stay out.

What is owed to whoever spent something stands where the plan of the company's country says.
"""

from pathlib import Path

from alembic import op

from accounting.plan import BELGIAN, PLANS
from app.core import ddl
from app.core.ddl import statements

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MATCHINGS = """
create table results.matchings (
  tenant_id uuid not null default accounting.current_tenant(),
  job_id uuid,
  begun_id uuid,
  run_id uuid,
  line_count integer not null default 0,
  item_count integer not null default 0,
  proposed_count integer not null default 0,
  matched_at timestamptz,
  constraint pk_matchings primary key (tenant_id))
"""
BY_RUN = """
alter table results.match_proposals
  drop constraint pk_match_proposals,
  add constraint pk_match_proposals primary key (tenant_id, run_id, line_id, item)
"""
OF_A_GROUP = "create index ix_match_proposals_group_id on results.match_proposals (tenant_id, run_id, group_id)"
LINES = """
create or replace view accounting.lines_to_match as
select l.tenant_id, l.id, l.bank_account_id, l.booked_on, l.open_amount as amount, l.currency, l.text,
       coalesce(l.counterparty_name, '') as name, coalesce(l.counterparty_account, '') as account,
       coalesce(l.reference, '') as reference
  from accounting.bank_lines l
 where l.state = 'imported' and l.open_amount <> 0 and l.open_amount = l.amount
"""


def upgrade() -> None:
    for statement in (MATCHINGS, BY_RUN, OF_A_GROUP, LINES, _open_items()):
        op.execute(statement)
    ddl.own_by_tenant("results.matchings")
    ddl.grant("results.matchings", "select, insert, update")
    ddl.grant("results.matchings", "select", "app_spark")


def _open_items() -> str:
    """The view as it was made, with each country's account."""
    source = Path(__file__).with_name("banking.sql").read_text(encoding="utf-8")
    [made] = [each for each in statements(source) if "create view accounting.open_items" in each]
    cases = " ".join(f"when '{country}' then '{each.owed_to_spender}%'" for country, each in PLANS.items())
    begins = f"case t.country {cases} else '{BELGIAN.owed_to_spender}%' end"
    view = made.replace("create view", "create or replace view").replace("a.code like '489%'", f"a.code like {begins}")
    assert begins in view, "the view says where it looks"
    return view


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
