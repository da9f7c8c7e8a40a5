"""A statement that came before in other words is known by its balances; why one is not proved has a code."""

from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

CHANGES = (
    "alter table accounting.bank_statements add column same_as_id uuid",
    """
    create function pg_temp.as_reasons(told text[]) returns jsonb language sql as $$
      select coalesce(jsonb_agg(jsonb_build_object('code', null, 'values', '{}'::jsonb, 'message', each)), '[]')
        from unnest(told) each $$""",
    """
    alter table accounting.bank_statements alter column unproved_because drop default,
      alter column unproved_because type jsonb using pg_temp.as_reasons(unproved_because),
      alter column unproved_because set default '[]'""",
)


def upgrade() -> None:
    for statement in CHANGES:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
