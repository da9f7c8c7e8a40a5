"""Identity complete, mail, idempotency keys, webhooks, exports: people in a company, and what integrators need."""

from alembic import op

from app.core import ddl
from app.core.ddl import statements

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MINE = "user_id = accounting.current_actor()"
STATEMENTS = """
alter table accounting.users
  add column email_verified_at timestamptz,
  add column password_changed_at timestamptz,
  add column mfa_enabled_at timestamptz,
  add column erased_at timestamptz;

alter table accounting.tenants
  add column mfa_required boolean not null default false,
  add column closed_at timestamptz,
  add column version integer not null default 1;

alter table accounting.memberships
  add column version integer not null default 1,
  add column last_seen_at timestamptz,
  drop constraint membership_role_is_known,
  add constraint membership_role_is_known check (role in ('owner', 'member', 'accountant', 'viewer'));

alter table accounting.sessions add column mfa_at timestamptz;

create function accounting.tenant_has_owner() returns trigger language plpgsql as
$$ begin
  perform from accounting.tenants where id = old.tenant_id for update;
  if not exists (select from accounting.memberships where tenant_id = old.tenant_id and role = 'owner') then
    raise exception 'tenant % has no owner', old.tenant_id
      using errcode = 'check_violation', constraint = 'tenant_has_owner';
  end if;
  return null;
end $$;
create constraint trigger tenant_has_owner after update of role or delete on accounting.memberships
  deferrable initially deferred for each row when (old.role = 'owner') execute function accounting.tenant_has_owner();

create table accounting.authenticators (
  user_id uuid not null constraint pk_authenticators primary key,
  secret_sealed text not null,
  last_step bigint not null default 0,
  created_at timestamptz not null default now(),
  confirmed_at timestamptz,
  constraint fk_authenticators_user_id foreign key (user_id) references accounting.users (id));

create table accounting.recovery_codes (
  id uuid not null constraint pk_recovery_codes primary key,
  user_id uuid not null,
  code_hash text not null,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  constraint fk_recovery_codes_user_id foreign key (user_id) references accounting.users (id));
create index ix_recovery_codes_user_id on accounting.recovery_codes (user_id);

create table accounting.mfa_challenges (
  id uuid not null constraint pk_mfa_challenges primary key,
  user_id uuid not null,
  tenant_id uuid not null,
  secret_hash bytea not null,
  failures integer not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint fk_mfa_challenges_user_id foreign key (user_id) references accounting.users (id),
  constraint fk_mfa_challenges_tenant_id foreign key (tenant_id) references accounting.tenants (id));
create index ix_mfa_challenges_user_id on accounting.mfa_challenges (user_id);

create table accounting.mailed_tokens (
  id uuid not null constraint pk_mailed_tokens primary key,
  user_id uuid not null,
  purpose text not null,
  email text not null,
  secret_hash bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint fk_mailed_tokens_user_id foreign key (user_id) references accounting.users (id),
  constraint mailed_token_purpose_is_known check (purpose in ('verify_email', 'reset_password', 'change_email')));
create index ix_mailed_tokens_user_id on accounting.mailed_tokens (user_id);

create table accounting.invitations (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  email text not null,
  role text not null,
  language text not null,
  secret_hash bytea not null,
  invited_by uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid,
  revoked_at timestamptz,
  constraint pk_invitations primary key (tenant_id, id),
  constraint invitation_role_is_known check (role in ('owner', 'member', 'accountant', 'viewer')));
create unique index invitation_is_open_once on accounting.invitations (tenant_id, email)
  where accepted_at is null and revoked_at is null;

create table accounting.api_keys (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  name text not null,
  prefix text not null,
  secret_hash bytea not null,
  scopes text[] not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  constraint pk_api_keys primary key (tenant_id, id));

create table accounting.idempotency_keys (
  tenant_id uuid not null default accounting.current_tenant(),
  actor_id uuid not null,
  key text not null,
  request_hash bytea not null,
  status integer,
  headers jsonb,
  body_sealed text,
  created_at timestamptz not null default now(),
  constraint pk_idempotency_keys primary key (tenant_id, actor_id, key));
create index ix_idempotency_keys_created_at on accounting.idempotency_keys (tenant_id, created_at);

create table accounting.mail_messages (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  user_id uuid,
  recipient text not null,
  template text not null,
  language text not null,
  subject text not null default '',
  values_sealed text,
  status text not null default 'queued',
  attempts integer not null default 0,
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  constraint pk_mail_messages primary key (tenant_id, id),
  constraint mail_status_is_known check (status in ('queued', 'sent', 'failed')));
create index ix_mail_messages_created_at on accounting.mail_messages (tenant_id, created_at desc, id);

create table accounting.webhooks (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  url text not null,
  description text not null default '',
  events text[] not null,
  secret_sealed text not null,
  is_active boolean not null default true,
  disabled_reason text,
  failing_since timestamptz,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  constraint pk_webhooks primary key (tenant_id, id));

create table accounting.webhook_deliveries (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  webhook_id uuid not null,
  event text not null,
  payload jsonb not null,
  status text not null default 'pending',
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  response_status integer,
  created_at timestamptz not null default now(),
  delivered_at timestamptz,
  constraint pk_webhook_deliveries primary key (tenant_id, id),
  constraint fk_webhook_deliveries_webhook_id foreign key (tenant_id, webhook_id)
    references accounting.webhooks (tenant_id, id) on delete cascade,
  constraint webhook_delivery_status_is_known check (status in ('pending', 'delivered', 'failed')));
create index ix_webhook_deliveries_webhook_id on accounting.webhook_deliveries (tenant_id, webhook_id, created_at desc);

create table accounting.webhook_attempts (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  delivery_id uuid not null,
  attempted_at timestamptz not null default now(),
  response_status integer,
  response_excerpt text,
  error text,
  milliseconds integer not null,
  constraint pk_webhook_attempts primary key (tenant_id, id),
  constraint fk_webhook_attempts_delivery_id foreign key (tenant_id, delivery_id)
    references accounting.webhook_deliveries (tenant_id, id) on delete cascade);
create index ix_webhook_attempts_delivery_id on accounting.webhook_attempts (tenant_id, delivery_id);

create table accounting.exports (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  kind text not null,
  status text not null default 'making',
  requested_by uuid not null,
  size_bytes bigint,
  sha256 text,
  job_id uuid,
  pieces integer not null default 0,
  taken_at timestamptz,
  continues_after uuid,
  created_at timestamptz not null default now(),
  made_at timestamptz,
  expires_at timestamptz,
  constraint pk_exports primary key (tenant_id, id),
  constraint export_kind_is_known check (kind in ('person', 'company')),
  constraint export_status_is_known check (status in ('making', 'ready', 'failed', 'expired')));

create table accounting.nightly_runs (
  tenant_id uuid not null default accounting.current_tenant(),
  name text not null,
  night date not null,
  job_id uuid not null,
  constraint pk_nightly_runs primary key (tenant_id, name, night));

alter table audit.events add column scheme smallint not null default 1;
alter table audit.events alter column scheme set default 2;

create or replace function audit.chain() returns trigger language plpgsql as
$$ declare previous record;
begin
  perform pg_advisory_xact_lock(hashtextextended(new.tenant_id::text, 0));
  select sequence, hash into previous from audit.events
   where tenant_id = new.tenant_id order by sequence desc limit 1;
  new.sequence := coalesce(previous.sequence, 0) + 1;
  new.recorded_at := clock_timestamp();
  new.scheme := 2;
  new.hash := sha256(coalesce(previous.hash, ''::bytea) || convert_to(concat_ws('|', new.scheme,
    new.tenant_id, new.sequence, coalesce(new.actor_id::text, '-'), extract(epoch from new.recorded_at),
    octet_length(new.name), new.name, octet_length(new.payload::text), new.payload, new.origin), 'UTF8'));
  return new;
end $$;

create index ix_events_name on audit.events (tenant_id, name, sequence desc);
create index ix_events_recorded_at on audit.events (tenant_id, recorded_at);
"""
TENANT_TABLES = {
    "invitations": "select, insert, update",
    "api_keys": "select, insert, update",
    "idempotency_keys": "select, insert, update, delete",
    "mail_messages": "select, insert, update, delete",
    "webhooks": "select, insert, update, delete",
    "webhook_deliveries": "select, insert, update, delete",
    "webhook_attempts": "select, insert, delete",
    "exports": "select, insert, update, delete",
    "nightly_runs": "select, insert, delete",
}
MY_TABLES = {
    "authenticators": "select, insert, update, delete",
    "recovery_codes": "select, insert, update, delete",
    "mfa_challenges": "select, insert, update, delete",
    "mailed_tokens": "select, insert, update, delete",
}


def upgrade() -> None:
    for statement in statements(STATEMENTS):
        op.execute(statement)
    for table, privileges in TENANT_TABLES.items():
        ddl.own_by_tenant(f"accounting.{table}")
        ddl.grant(f"accounting.{table}", privileges)
    for table, privileges in MY_TABLES.items():
        ddl.protect(f"accounting.{table}", "is_mine", MINE)
        ddl.grant(f"accounting.{table}", privileges)
    ddl.grant("accounting.memberships", "delete")
    ddl.grant("results.document_readings", "delete")
    op.execute("create policy relay_sees_all on accounting.tenants to app_relay using (true)")
    ddl.grant("accounting.tenants", "select (id, closed_at)", "app_relay")
    op.execute("create policy relay_sees_all on accounting.nightly_runs for select to app_relay using (true)")
    ddl.grant("accounting.nightly_runs", "select (tenant_id, name, night)", "app_relay")
    ddl.grant("accounting.contacts", "delete")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
