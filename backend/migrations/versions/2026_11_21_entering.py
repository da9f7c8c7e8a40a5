"""Whoever comes in is looked up as the scope is set; lists of a million invoices find an index in every order."""

from alembic import op

from app.core.ddl import statements

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ENTER = """
create function accounting.enter(tenant uuid, person uuid, session uuid, wherever boolean, key uuid,
  until_commit boolean)
returns table (user_id uuid, role text, language text, mfa_required boolean, closed_at timestamptz, mfa_at timestamptz,
  secret_hash bytea, scopes text[], expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz)
language plpgsql as
$$ #variable_conflict use_column
declare shown accounting.api_keys;
begin
  if num_nonnulls(session, key) <> 1 then
    raise exception 'a session or a key is shown, one of them';
  end if;
  perform set_config('app.tenant_id', tenant::text, until_commit), set_config('app.sign_in_email', '', until_commit),
          set_config('app.actor_id', coalesce(person::text, ''), until_commit);
  if key is not null then
    select * into shown from accounting.api_keys k where k.tenant_id = tenant and k.id = key;
    person := shown.created_by;
    perform set_config('app.actor_id', coalesce(person::text, ''), until_commit);
  end if;
  return query
    select m.user_id, m.role, u.language, t.mfa_required, t.closed_at, s.mfa_at,
           shown.secret_hash, shown.scopes, shown.expires_at, shown.revoked_at, shown.last_used_at
      from accounting.memberships m
      join accounting.users u on u.id = m.user_id
      join accounting.tenants t on t.id = m.tenant_id
      left join accounting.sessions s on s.id = session and s.user_id = m.user_id and s.revoked_at is null
                                     and s.expires_at > now() and (wherever or s.tenant_id = tenant)
     where m.tenant_id = tenant and m.user_id = person and u.erased_at is null
       and (key is not null or s.id is not null);
end $$;
revoke execute on function accounting.enter from public;
grant execute on function accounting.enter to app_api;
"""

LATE = "'9999-12-31'::date"
ORDERS = {
    "by_issued_on": f"coalesce(issued_on, {LATE}), id",
    "by_due_on": f"coalesce(due_on, {LATE}), id",
    "by_number": "coalesce(number, ''), id",
    "by_total_amount": "(total_amount * sign), id",
}


def upgrade() -> None:
    for statement in statements(ENTER):
        op.execute(statement)
    for name, columns in ORDERS.items():
        op.execute(f"create index ix_invoices_{name} on accounting.invoices (tenant_id, {columns})")
    op.execute(
        f"create index ix_invoices_open_by_due_on on accounting.invoices (tenant_id, coalesce(due_on, {LATE}), id)"
        " where open_amount > 0"
    )
    op.execute("create index ix_journal_entries_recorded_at on accounting.journal_entries (tenant_id, recorded_at, id)")
    for name in ("quote_id", "recurring_id"):
        op.execute(
            f"create index ix_invoices_{name} on accounting.invoices (tenant_id, {name}) where {name} is not null"
        )


def downgrade() -> None:
    op.execute("drop index accounting.ix_journal_entries_recorded_at")
    for name in (*ORDERS, "open_by_due_on", "quote_id", "recurring_id"):
        op.execute(f"drop index accounting.ix_invoices_{name}")
    op.execute("drop function accounting.enter")
