"""First tables: identity, jobs, audit, ledger, contacts, documents, purchase invoices, results."""

from alembic import op

from app.core import ddl
from app.core.ddl import statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MINE = "user_id = accounting.current_actor()"
STATEMENTS = """
create function accounting.current_tenant() returns uuid language sql stable as
$$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$;

create function accounting.current_actor() returns uuid language sql stable as
$$ select nullif(current_setting('app.actor_id', true), '')::uuid $$;

create function accounting.refuse_change() returns trigger language plpgsql as
$$ begin
  raise exception '% is append-only', tg_table_name using errcode = 'check_violation', constraint = 'books_are_append_only';
end $$;

create table accounting.users (
  id uuid not null constraint pk_users primary key,
  email text not null constraint user_email_is_unique unique,
  full_name text not null,
  password_hash text not null,
  language text not null default 'nl',
  created_at timestamptz not null default now(),
  constraint user_email_is_lower_case check (email = lower(email)),
  constraint user_language_is_known check (language in ('nl', 'fr', 'en')));

create table accounting.tenants (
  id uuid not null constraint pk_tenants primary key,
  name text not null,
  vat_number text,
  country text not null default 'BE',
  currency text not null default 'EUR',
  created_at timestamptz not null default now());

create table accounting.memberships (
  tenant_id uuid not null default accounting.current_tenant(),
  user_id uuid not null,
  role text not null,
  created_at timestamptz not null default now(),
  constraint pk_memberships primary key (tenant_id, user_id),
  constraint fk_memberships_tenant_id foreign key (tenant_id) references accounting.tenants (id),
  constraint fk_memberships_user_id foreign key (user_id) references accounting.users (id),
  constraint membership_role_is_known check (role in ('owner', 'member', 'accountant')));
create index ix_memberships_user_id on accounting.memberships (user_id);

create table accounting.sessions (
  id uuid not null constraint pk_sessions primary key,
  user_id uuid not null,
  tenant_id uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_seen_at timestamptz not null default now(),
  revoked_at timestamptz,
  revoked_reason text,
  ip text,
  user_agent text,
  constraint fk_sessions_user_id foreign key (user_id) references accounting.users (id),
  constraint fk_sessions_tenant_id foreign key (tenant_id) references accounting.tenants (id));
create index ix_sessions_user_id on accounting.sessions (user_id);

create table accounting.refresh_tokens (
  id uuid not null constraint pk_refresh_tokens primary key,
  user_id uuid not null,
  session_id uuid not null,
  secret_hash bytea not null,
  issued_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint fk_refresh_tokens_session_id foreign key (session_id) references accounting.sessions (id));
create index ix_refresh_tokens_session_id on accounting.refresh_tokens (session_id);

create table accounting.job_runs (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  name text not null,
  queue text not null,
  payload jsonb not null,
  status text not null default 'queued',
  attempts integer not null default 0,
  done integer not null default 0,
  total integer not null default 0,
  progress integer not null default 0,
  error jsonb,
  cancel_requested boolean not null default false,
  lease_token uuid,
  lease_until timestamptz,
  not_before timestamptz,
  sent_at timestamptz not null default now(),
  created_by uuid,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  constraint pk_job_runs primary key (tenant_id, id),
  constraint job_status_is_known check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  constraint job_queue_is_known check (queue in ('high', 'normal', 'low', 'spark')));
create index ix_job_runs_open on accounting.job_runs (status, sent_at) where status in ('queued', 'running');

create table audit.events (
  tenant_id uuid not null default accounting.current_tenant(),
  sequence bigint not null,
  actor_id uuid,
  name text not null,
  payload jsonb not null,
  origin jsonb not null default '{}',
  recorded_at timestamptz not null default clock_timestamp(),
  hash bytea not null,
  constraint pk_events primary key (tenant_id, sequence));

create function audit.chain() returns trigger language plpgsql as
$$ declare previous record;
begin
  perform pg_advisory_xact_lock(hashtextextended(new.tenant_id::text, 0));
  select sequence, hash into previous from audit.events
   where tenant_id = new.tenant_id order by sequence desc limit 1;
  new.sequence := coalesce(previous.sequence, 0) + 1;
  new.recorded_at := clock_timestamp();
  new.hash := sha256(coalesce(previous.hash, ''::bytea) || convert_to(concat_ws('|',
    new.tenant_id, new.sequence, new.actor_id, new.name, new.payload, new.origin,
    extract(epoch from new.recorded_at)), 'UTF8'));
  return new;
end $$;
create trigger chain before insert on audit.events for each row execute function audit.chain();

create table accounting.accounts (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  code text not null,
  names jsonb not null,
  type text not null,
  created_at timestamptz not null default now(),
  constraint pk_accounts primary key (tenant_id, id),
  constraint account_code_is_unique unique (tenant_id, code),
  constraint account_type_is_known check (type in ('asset', 'liability', 'equity', 'expense', 'income')));

create table accounting.entry_numbers (
  tenant_id uuid not null default accounting.current_tenant(),
  journal text not null,
  year integer not null,
  last integer not null,
  constraint pk_entry_numbers primary key (tenant_id, journal, year));

create table accounting.journal_entries (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  number text not null,
  journal text not null,
  booked_on date not null,
  memo text not null,
  source_type text,
  source_id uuid,
  reverses_id uuid,
  recorded_by uuid,
  recorded_at timestamptz not null default now(),
  constraint pk_journal_entries primary key (tenant_id, id),
  constraint entry_number_is_unique unique (tenant_id, number),
  constraint entry_is_reversed_once unique (tenant_id, reverses_id),
  constraint fk_journal_entries_reverses_id foreign key (tenant_id, reverses_id)
    references accounting.journal_entries (tenant_id, id),
  constraint journal_is_known check (journal in ('purchases', 'sales', 'bank', 'miscellaneous')));
create index ix_journal_entries_booked_on on accounting.journal_entries (tenant_id, booked_on, id);
create index ix_journal_entries_source on accounting.journal_entries (tenant_id, source_id);

create table accounting.postings (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  entry_id uuid not null,
  position smallint not null,
  account_id uuid not null,
  debit numeric(19, 4) not null default 0,
  credit numeric(19, 4) not null default 0,
  memo text,
  constraint pk_postings primary key (tenant_id, id),
  constraint posting_has_one_side check (debit >= 0 and credit >= 0 and (debit > 0) <> (credit > 0)),
  constraint fk_postings_entry_id foreign key (tenant_id, entry_id)
    references accounting.journal_entries (tenant_id, id),
  constraint fk_postings_account_id foreign key (tenant_id, account_id)
    references accounting.accounts (tenant_id, id));
create index ix_postings_entry_id on accounting.postings (tenant_id, entry_id);
create index ix_postings_account_id on accounting.postings (tenant_id, account_id);

create function accounting.check_entry_balance(tenant uuid, entry uuid) returns void language plpgsql as
$$ declare gap numeric; lines integer;
begin
  select coalesce(sum(debit - credit), 0), count(*) into gap, lines
    from accounting.postings where tenant_id = tenant and entry_id = entry;
  if lines < 2 then
    raise exception 'entry % has % postings', entry, lines
      using errcode = 'check_violation', constraint = 'entry_has_postings';
  end if;
  if gap <> 0 then
    raise exception 'entry % is out of balance by %', entry, gap
      using errcode = 'check_violation', constraint = 'entry_must_balance';
  end if;
end $$;

create function accounting.entry_must_balance() returns trigger language plpgsql as
$$ begin
  if tg_table_name = 'journal_entries' then
    perform accounting.check_entry_balance(new.tenant_id, new.id);
  else
    perform accounting.check_entry_balance(new.tenant_id, new.entry_id);
  end if;
  return null;
end $$;
create constraint trigger entry_must_balance after insert on accounting.journal_entries
  deferrable initially deferred for each row execute function accounting.entry_must_balance();
create constraint trigger entry_must_balance after insert on accounting.postings
  deferrable initially deferred for each row execute function accounting.entry_must_balance();

create function accounting.entry_must_be_new() returns trigger language plpgsql as
$$ begin
  if not exists (select from accounting.journal_entries
                  where tenant_id = new.tenant_id and id = new.entry_id and recorded_at = transaction_timestamp()) then
    raise exception 'entry % is already in the books', new.entry_id
      using errcode = 'check_violation', constraint = 'books_are_append_only';
  end if;
  return new;
end $$;
create trigger entry_must_be_new before insert on accounting.postings
  for each row execute function accounting.entry_must_be_new();

create function accounting.stamp_entry() returns trigger language plpgsql as
$$ begin new.recorded_at := transaction_timestamp(); return new; end $$;
create trigger stamp_entry before insert on accounting.journal_entries
  for each row execute function accounting.stamp_entry();

create table accounting.contacts (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  name text not null,
  vat_number text,
  iban text,
  address text,
  country text,
  is_supplier boolean not null default false,
  is_customer boolean not null default false,
  cost_account text,
  created_at timestamptz not null default now(),
  constraint pk_contacts primary key (tenant_id, id),
  constraint contact_vat_number_is_unique unique (tenant_id, vat_number));
create unique index contact_name_is_unique_without_vat_number
  on accounting.contacts (tenant_id, lower(name)) where vat_number is null;

create table accounting.documents (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  filename text not null,
  media_type text not null,
  size_bytes bigint not null,
  sha256 text not null,
  status text not null default 'uploaded',
  kind text,
  language text,
  page_count integer not null default 0,
  problem text,
  fields jsonb not null default '{}',
  warnings jsonb not null default '[]',
  account_code text,
  read_alone boolean not null default false,
  read_attempts integer not null default 0,
  job_id uuid,
  entry_id uuid,
  invoice_id uuid,
  was_booked boolean not null default false,
  uploaded_by uuid,
  uploaded_at timestamptz not null default now(),
  read_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  rejection_reason text,
  version integer not null default 1,
  constraint pk_documents primary key (tenant_id, id),
  constraint document_is_uploaded_once unique (tenant_id, sha256),
  constraint fk_documents_job_id foreign key (tenant_id, job_id) references accounting.job_runs (tenant_id, id),
  constraint fk_documents_entry_id foreign key (tenant_id, entry_id)
    references accounting.journal_entries (tenant_id, id),
  constraint document_status_is_known
    check (status in ('uploaded', 'reading', 'to_review', 'approved', 'rejected', 'failed')),
  constraint document_kind_is_known check (kind in ('invoice', 'credit_note', 'receipt')),
  constraint approved_document_is_booked check (status <> 'approved' or entry_id is not null),
  constraint failed_document_says_why check (status <> 'failed' or problem is not null));
create index ix_documents_status on accounting.documents (tenant_id, status, uploaded_at desc, id);
create index ix_documents_uploaded_at on accounting.documents (tenant_id, uploaded_at desc, id);

create table accounting.purchase_invoices (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  contact_id uuid not null,
  document_id uuid,
  entry_id uuid not null,
  kind text not null,
  number text,
  issued_on date not null,
  due_on date,
  currency text not null,
  exchange_rate numeric(19, 8) not null,
  net_amount numeric(19, 4) not null,
  vat_amount numeric(19, 4) not null,
  total_amount numeric(19, 4) not null,
  total_in_books numeric(19, 4) not null,
  payment_reference text,
  account_code text not null,
  treatment text not null,
  status text not null default 'booked',
  created_at timestamptz not null default now(),
  constraint pk_purchase_invoices primary key (tenant_id, id),
  constraint fk_purchase_invoices_contact_id foreign key (tenant_id, contact_id)
    references accounting.contacts (tenant_id, id),
  constraint fk_purchase_invoices_document_id foreign key (tenant_id, document_id)
    references accounting.documents (tenant_id, id),
  constraint fk_purchase_invoices_entry_id foreign key (tenant_id, entry_id)
    references accounting.journal_entries (tenant_id, id),
  constraint purchase_invoice_adds_up check (net_amount + vat_amount = total_amount),
  constraint purchase_invoice_status_is_known check (status in ('booked', 'reversed')));
create unique index purchase_invoice_is_booked_once
  on accounting.purchase_invoices (tenant_id, contact_id, kind, lower(number), (extract(year from issued_on)))
  where status = 'booked' and number is not null;
create index ix_purchase_invoices_document_id on accounting.purchase_invoices (tenant_id, document_id);
create index ix_purchase_invoices_entry_id on accounting.purchase_invoices (tenant_id, entry_id);
create index ix_purchase_invoices_issued_on on accounting.purchase_invoices (tenant_id, issued_on desc, id);

create table results.document_readings (
  tenant_id uuid not null,
  document_id uuid not null,
  status text not null,
  problem text,
  page_count integer not null default 0,
  reading jsonb,
  reader_version text not null,
  seconds double precision,
  read_at timestamptz not null default now(),
  constraint pk_document_readings primary key (tenant_id, document_id),
  constraint reading_status_is_known check (status in ('read', 'failed')));
"""
TENANT_TABLES = [
    "job_runs",
    "accounts",
    "entry_numbers",
    "journal_entries",
    "postings",
    "contacts",
    "documents",
    "purchase_invoices",
]


def upgrade() -> None:
    for statement in statements(STATEMENTS):
        op.execute(statement)

    for table in TENANT_TABLES:
        ddl.own_by_tenant(f"accounting.{table}")
    ddl.own_by_tenant("audit.events")
    ddl.own_by_tenant("results.document_readings")
    ddl.protect("accounting.sessions", "session_is_mine", MINE)
    ddl.protect("accounting.refresh_tokens", "refresh_token_is_mine", MINE)
    ddl.protect(
        "accounting.memberships",
        "mine_or_my_tenants",
        f"{MINE} or tenant_id = accounting.current_tenant()",
        writing="tenant_id = accounting.current_tenant()",
    )
    ddl.protect(
        "accounting.tenants",
        "my_tenants",
        "id = accounting.current_tenant() or id in (select tenant_id from accounting.memberships where " + MINE + ")",
    )
    ddl.protect(
        "accounting.users",
        "me_or_my_colleagues_or_who_signs_in",
        "id = accounting.current_actor() or email = nullif(current_setting('app.sign_in_email', true), '')"
        " or id in (select user_id from accounting.memberships where tenant_id = accounting.current_tenant())",
        writing="id = accounting.current_actor()",
    )
    op.execute("create policy relay_sees_all on accounting.job_runs to app_relay using (true)")

    ddl.append_only("accounting.journal_entries")
    ddl.append_only("accounting.postings")
    ddl.append_only("audit.events")

    for table in ("journal_entries", "postings"):
        ddl.grant(f"accounting.{table}", "select, insert")
    ddl.grant("audit.events", "select, insert")
    for table in ("users", "tenants", "memberships", "sessions", "refresh_tokens", "job_runs", "accounts"):
        ddl.grant(f"accounting.{table}", "select, insert, update")
    for table in ("entry_numbers", "contacts", "purchase_invoices"):
        ddl.grant(f"accounting.{table}", "select, insert, update")
    ddl.grant("accounting.documents", "select, insert, update, delete")
    ddl.grant("results.document_readings", "select")
    ddl.grant("results.document_readings", "select, insert, update", "app_spark")
    ddl.grant("accounting.job_runs", "select, update (sent_at)", "app_relay")
    for schema in ("accounting", "audit", "results"):
        op.execute(f"grant usage on schema {schema} to app_api")
    op.execute("grant usage on schema accounting, results to app_spark")
    op.execute("grant usage on schema accounting to app_relay")
    op.execute("grant select on accounting.alembic_version to app_api")


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")
