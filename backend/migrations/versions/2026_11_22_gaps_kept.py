"""What is missing between statements is kept with each of them; until now it was looked for in all lines every time."""

from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

READ = ("accounting.bank_statements", "accounting.bank_lines")
SETTLE = """
  with recursive here as (
    select l.statement_id, coalesce(l.duplicate_of_id, l.id) as line_id, l.amount, l.booked_on
      from accounting.bank_lines l
     where l.state in ('imported', 'duplicate')),
  begun as (
    select s.*, coalesce(d.first_on, s.opened_on) as first_on
      from accounting.bank_statements s
      left join (select statement_id, min(booked_on) as first_on from here group by statement_id) d
        on d.statement_id = s.id
     where s.bank_account_id is not null and s.is_imported
       and s.opening_balance is not null and s.closing_balance is not null),
  days as (
    select *, dense_rank() over (order by bank_account_id, first_on, closed_on) as day,
           row_number() over (partition by bank_account_id, first_on, closed_on
                              order by substring(number from '[0-9]+$')::numeric, position, id) as turn
      from begun),
  broken as (
    select day
      from (select day, opening_balance - lag(closing_balance) over (partition by day order by turn) as gap from days) g
     where gap <> 0),
  linked as (
    select b.id as before_id, n.id
      from days b join days n on n.day = b.day and n.opening_balance = b.closing_balance and n.id <> b.id
     where b.day in (select day from broken)),
  chained as (
    select id, turn as head, 0 as step from days where id not in (select id from linked)
    union
    select l.id, c.head, c.step + 1 from chained c join linked l on l.before_id = c.id where c.step < 50),
  placed as (
    select d.*, row_number() over (partition by d.bank_account_id order by d.day, c.head, c.step, d.turn) as place
      from days d left join (select distinct on (id) * from chained order by id, head, step) c on c.id = d.id),
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
