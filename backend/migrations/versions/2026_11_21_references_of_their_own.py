"""A payment reference belongs to one invoice: each series has a code of its own in a year's references.

Until now the code was a sum over the letters of a series, at which two could meet. Those that met get new ones; of the
invoices that share a reference, on paper already, the later ones say so.
"""

import sqlalchemy as sa
from alembic import op

from app.core.ddl import statements

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

READ = ("invoice_numbers", "invoices")
COLUMNS = """
alter table accounting.invoice_numbers
  add column reference_code smallint,
  add constraint reference_code_is_two_digits check (reference_code between 0 and 99);
alter table accounting.invoices add column repeats_reference boolean not null default false;
"""
GIVEN = """
select n.tenant_id, n.year, n.series from accounting.invoice_numbers n
 where exists (select from accounting.invoices i where i.tenant_id = n.tenant_id and i.series = n.series
                  and i.direction = 'sale' and i.kind = 'invoice' and i.number like n.series || n.year || '-%')
 order by 1, 2, 3
"""
GIVE = """
update accounting.invoice_numbers set reference_code = :code
 where tenant_id = :tenant_id and year = :year and series = :series
"""
INDEXES = """
alter table accounting.invoices disable trigger issued_invoice_stays;
update accounting.invoices i set repeats_reference = true
  from (select tenant_id, id, row_number() over (partition by tenant_id, payment_reference order by issued_at, id) as place
          from accounting.invoices
         where direction = 'sale' and kind = 'invoice' and number is not null and payment_reference is not null) r
 where r.tenant_id = i.tenant_id and r.id = i.id and r.place > 1;
alter table accounting.invoices enable trigger issued_invoice_stays;
create unique index reference_is_of_one_invoice on accounting.invoices (tenant_id, payment_reference)
  where direction = 'sale' and kind = 'invoice' and number is not null and not repeats_reference;
alter table accounting.invoice_numbers
  add constraint reference_code_is_of_one_series unique (tenant_id, year, reference_code);
"""


def upgrade() -> None:
    for statement in statements(COLUMNS):
        op.execute(statement)
    for table in READ:
        op.execute(f"alter table accounting.{table} no force row level security")
    _give_codes()
    for statement in statements(INDEXES):
        op.execute(statement)
    for table in READ:
        op.execute(f"alter table accounting.{table} force row level security")


def _give_codes() -> None:
    """Who had one to itself keeps it; the others get one that nobody had."""
    connection = op.get_bind()
    series: dict[tuple[object, int], list[str]] = {}
    for row in connection.execute(sa.text(GIVEN)):
        series.setdefault((row.tenant_id, row.year), []).append(row.series)
    for (tenant_id, year), names in series.items():
        had = [_code_until_now(each) for each in names]
        free = (each for each in range(1, 100) if each not in had)
        for name, code in zip(names, had, strict=True):
            values = {"tenant_id": tenant_id, "year": year, "series": name}
            connection.execute(sa.text(GIVE), values | {"code": code if had.count(code) == 1 else next(free)})


def _code_until_now(series: str) -> int:
    return 0 if series == "F" else 1 + sum(ord(each) * 31**place for place, each in enumerate(series)) % 99


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
