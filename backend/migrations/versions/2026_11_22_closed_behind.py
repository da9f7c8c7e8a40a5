"""What was closed stays as it was: nothing is written on a day before the end of a closed fiscal year.

A day that no year held took entries, and a year could be begun before one that was closed: the balance sheet of the
closed year, which counts from the beginning of the books, would have become another one.
"""

from pathlib import Path

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

FUNCTIONS = {
    "books_ledger.sql": (
        (
            "create or replace function accounting.stamp_entry()",
            "new.booked_on between starts_on and ends_on",
            "new.booked_on <= ends_on",
        ),
        (
            "create function accounting.years_do_not_overlap()",
            "  return new;",
            "  if tg_op = 'INSERT' and exists (select from accounting.fiscal_years y where y.tenant_id = new.tenant_id"
            " and y.closed_at is not null and new.starts_on <= y.ends_on) then\n"
            "    raise exception 'a later fiscal year is closed'\n"
            "      using errcode = 'check_violation', constraint = 'year_is_closed';\n"
            "  end if;\n  return new;",
        ),
    ),
    "kept_by_the_database.sql": (
        (
            "create function accounting.tags_of_closed_year_stay()",
            "p.booked_on between y.starts_on and y.ends_on",
            "p.booked_on <= y.ends_on",
        ),
    ),
}
"""Where each function is written, what begins it, and what is another now."""


def upgrade() -> None:
    for name, changes in FUNCTIONS.items():
        written = Path(__file__).with_name(name).read_text(encoding="utf-8")
        for begins, was, becomes in changes:
            body = written.partition(begins)[2].partition("end $$;")[0]
            assert body.count(was) == 1
            head = begins.replace("create function", "create or replace function")
            op.execute(f"{head}{body.replace(was, becomes)}end $$")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
