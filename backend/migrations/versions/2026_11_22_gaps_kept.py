"""What is missing between statements is kept with each of them; until now it was looked for in all lines every time."""

from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

READ = ("accounting.bank_statements", "accounting.bank_lines")
SETTLE = """
  with here as (
    select l.statement_id, coalesce(l.duplicate_of_id, l.id) as line_id, l.amount, l.booked_on
      from accounting.bank_lines l
     where l.state in ('imported', 'duplicate')),
  placed as (
    select s.*, row_number() over (partition by s.bank_account_id
                                   order by coalesce(d.first_on, s.opened_on), s.closed_on, s.position, s.id) as place
      from accounting.bank_statements s
      left join (select statement_id, min(booked_on) as first_on from here group by statement_id) d
        on d.statement_id = s.id
     where s.bank_account_id is not null and s.is_imported
       and s.opening_balance is not null and s.closing_balance is not null),
  owned as (
    select h.statement_id, h.amount,
           h.statement_id = first_value(h.statement_id) over (partition by h.line_id order by p.place) as is_own
      from here h join placed p on p.id = h.statement_id),
  known as (
    select statement_id, coalesce(sum(amount) filter (where not is_own), 0) as known
      from owned group by statement_id having bool_or(is_own)),
  followed as (
    select p.*, lag(p.id) over before as before_id,
           p.opening_balance + k.known - lag(p.closing_balance) over before as gap
      from placed p join known k on k.statement_id = p.id
    window before as (partition by p.bank_account_id order by p.place))
  update accounting.bank_statements s
     set follows_id = f.before_id, gap_amount = nullif(f.gap, 0)
    from placed p left join followed f on f.id = p.id
   where s.id = p.id and s.tenant_id = p.tenant_id"""


def upgrade() -> None:
    for table in READ:
        op.execute(f"alter table {table} no force row level security")
    op.execute(SETTLE)
    for table in READ:
        op.execute(f"alter table {table} force row level security")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
