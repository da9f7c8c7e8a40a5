"""What a company card paid is an open item until a bank line takes it off the account of money in transit.

Of what was approved before nobody knows which line told of it: those were booked by hand.
"""

from pathlib import Path

from alembic import op

from accounting.plan import BELGIAN, PLANS
from app.core.ddl import statements

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

WAITS = "(e.paid_with = 'own_money' or e.paid_with = 'company_card' and e.cleared is null)"
CLEARED = f"""
alter table accounting.expenses add column cleared text
  constraint expense_is_cleared_somehow check (cleared in ('bank_line', 'by_hand'));
alter table accounting.expenses no force row level security;
alter table accounting.expenses disable trigger booked_expense_stays;
update accounting.expenses set cleared = 'by_hand' where status = 'approved' and paid_with = 'company_card';
alter table accounting.expenses enable trigger booked_expense_stays;
alter table accounting.expenses force row level security;
alter table accounting.expenses add constraint cleared_expense_is_of_a_card
  check (cleared is null or (status = 'approved' and paid_with = 'company_card'));
drop index accounting.ix_expenses_waiting;
create index ix_expenses_waiting on accounting.expenses (tenant_id, status)
 where status = 'submitted' or status = 'approved' and {WAITS.replace("e.", "")};
"""
STAYS = """
create or replace function accounting.booked_expense_stays() returns trigger language plpgsql as
$$ declare decided text[] := array['status', 'entry_id', 'reimbursement_entry_id', 'cleared', 'reason', 'decided_by',
  'decided_at', 'version'];
begin
  if tg_op = 'DELETE' or to_jsonb(old) - decided <> to_jsonb(new) - decided
     or not accounting.leaves_as_reversed(old.entry_id, new.entry_id)
     or not accounting.leaves_as_reversed(old.reimbursement_entry_id, new.reimbursement_entry_id) then
    raise exception 'expense % is in the books', old.id
      using errcode = 'check_violation', constraint = 'books_are_append_only';
  end if;
  return new;
end $$;
"""


def upgrade() -> None:
    for statement in (*statements(CLEARED), *statements(STAYS), _open_items()):
        op.execute(statement)


def _open_items() -> str:
    """The view as it was made, with each country's accounts and what company cards paid."""
    source = Path(__file__).with_name("banking.sql").read_text(encoding="utf-8")
    [view] = [each for each in statements(source) if "create view accounting.open_items" in each]
    owed = _of_country({country: each.owed_to_spender for country, each in PLANS.items()}, BELGIAN.owed_to_spender)
    transit = _of_country(
        {country: each.internal_transfers for country, each in PLANS.items()}, BELGIAN.internal_transfers
    )
    changes = {
        "create view": "create or replace view",
        "a.code like '489%'": f"a.code like case e.paid_with when 'own_money' then {owed} else {transit} end",
        "coalesce(u.full_name, '')": "coalesce(case e.paid_with when 'own_money' then u.full_name else e.merchant end, '')",
        "e.paid_with = 'own_money'": WAITS,
    }
    for old, new in changes.items():
        assert view.count(old) == 1, "the view is as it was made"
        view = view.replace(old, new)
    return view


def _of_country(accounts: dict[str, str], otherwise: str) -> str:
    cases = " ".join(f"when '{country}' then '{account}%'" for country, account in accounts.items())
    return f"case t.country {cases} else '{otherwise}%' end"


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
