alter table accounting.accounts
  add column archived_at timestamptz,
  add column version integer not null default 1;

alter table accounting.journal_entries
  add column kind text not null default 'ordinary',
  add constraint entry_kind_is_known check (kind in ('ordinary', 'opening', 'closing', 'vat_closing', 'revaluation'));

alter table accounting.postings
  add column booked_on date,
  add column contact_id uuid,
  add column currency text,
  add column amount_in_currency numeric(19, 4),
  add column grids text[] not null default '{}',
  add constraint posting_in_a_currency_says_how_much check ((currency is null) = (amount_in_currency is null)),
  add constraint fk_postings_contact_id foreign key (tenant_id, contact_id)
    references accounting.contacts (tenant_id, id);
alter table accounting.postings disable trigger is_append_only;
alter table accounting.postings no force row level security;
alter table accounting.journal_entries no force row level security;
update accounting.postings p set booked_on = e.booked_on
  from accounting.journal_entries e where e.tenant_id = p.tenant_id and e.id = p.entry_id;
alter table accounting.journal_entries force row level security;
alter table accounting.postings force row level security;
alter table accounting.postings enable trigger is_append_only;
alter table accounting.postings alter column booked_on set not null;
drop index accounting.ix_postings_account_id;
create index ix_postings_account_id on accounting.postings (tenant_id, account_id, booked_on, id);
create index ix_postings_contact_id on accounting.postings (tenant_id, contact_id, booked_on)
  where contact_id is not null;
create index ix_postings_grids on accounting.postings (tenant_id, booked_on) where grids <> '{}';

create function accounting.hold_books() returns void language sql as
$$ select pg_advisory_xact_lock(hashtextextended('books:' || accounting.current_tenant()::text, 0)) $$;

create or replace function accounting.entry_must_be_new() returns trigger language plpgsql as
$$ begin
  select booked_on into new.booked_on from accounting.journal_entries
   where tenant_id = new.tenant_id and id = new.entry_id and recorded_at = transaction_timestamp();
  if not found then
    raise exception 'entry % is already in the books', new.entry_id
      using errcode = 'check_violation', constraint = 'books_are_append_only';
  end if;
  return new;
end $$;

create table accounting.account_balances (
  tenant_id uuid not null default accounting.current_tenant(),
  account_id uuid not null,
  month date not null,
  debit numeric(19, 4) not null,
  credit numeric(19, 4) not null,
  constraint pk_account_balances primary key (tenant_id, account_id, month),
  constraint fk_account_balances_account_id foreign key (tenant_id, account_id)
    references accounting.accounts (tenant_id, id),
  constraint balance_month_is_its_first_day check (extract(day from month) = 1));
alter table accounting.postings no force row level security;
insert into accounting.account_balances
select tenant_id, account_id, date_trunc('month', booked_on)::date, sum(debit), sum(credit)
  from accounting.postings group by 1, 2, 3;
alter table accounting.postings force row level security;

create function accounting.keep_balances() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as
$$ begin
  insert into accounting.account_balances as b (tenant_id, account_id, month, debit, credit)
  select tenant_id, account_id, date_trunc('month', booked_on)::date, sum(debit), sum(credit)
    from written group by 1, 2, 3 order by 1, 2, 3
  on conflict (tenant_id, account_id, month)
    do update set debit = b.debit + excluded.debit, credit = b.credit + excluded.credit;
  return null;
end $$;
create trigger keep_balances after insert on accounting.postings
  referencing new table as written for each statement execute function accounting.keep_balances();

create table accounting.fiscal_years (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  starts_on date not null,
  ends_on date not null,
  closed_at timestamptz,
  closed_by uuid,
  closing_entry_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint pk_fiscal_years primary key (tenant_id, id),
  constraint fiscal_year_starts_once unique (tenant_id, starts_on),
  constraint fiscal_year_lasts_at_most_two_years
    check (ends_on > starts_on and ends_on < starts_on + interval '24 months'),
  constraint fk_fiscal_years_closing_entry_id foreign key (tenant_id, closing_entry_id)
    references accounting.journal_entries (tenant_id, id));

create function accounting.years_do_not_overlap() returns trigger language plpgsql as
$$ begin
  perform accounting.hold_books();
  if exists (select from accounting.fiscal_years y where y.tenant_id = new.tenant_id and y.id <> new.id
              and y.starts_on <= new.ends_on and new.starts_on <= y.ends_on) then
    raise exception 'another fiscal year holds some of these days'
      using errcode = 'check_violation', constraint = 'fiscal_years_do_not_overlap';
  end if;
  return new;
end $$;
create trigger years_do_not_overlap before insert or update on accounting.fiscal_years
  for each row execute function accounting.years_do_not_overlap();

create table accounting.journal_locks (
  tenant_id uuid not null default accounting.current_tenant(),
  journal text not null,
  locked_until date,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  constraint pk_journal_locks primary key (tenant_id, journal),
  constraint locked_journal_is_known check (journal in ('purchases', 'sales', 'bank', 'miscellaneous')));

create or replace function accounting.stamp_entry() returns trigger language plpgsql as
$$ declare until date;
begin
  perform accounting.hold_books();
  new.recorded_at := transaction_timestamp();
  select locked_until into until from accounting.journal_locks
   where tenant_id = new.tenant_id and journal = new.journal and locked_until >= new.booked_on;
  if found then
    raise exception 'the % journal is locked until %', new.journal, until
      using errcode = 'check_violation', constraint = 'period_is_locked';
  end if;
  if exists (select from accounting.fiscal_years where tenant_id = new.tenant_id and closed_at is not null
              and new.booked_on between starts_on and ends_on) then
    raise exception 'the fiscal year of % is closed', new.booked_on
      using errcode = 'check_violation', constraint = 'year_is_closed';
  end if;
  return new;
end $$;

create table accounting.entry_templates (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  name text not null,
  journal text not null,
  memo text not null,
  postings jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint pk_entry_templates primary key (tenant_id, id),
  constraint template_journal_is_known check (journal in ('purchases', 'sales', 'bank', 'miscellaneous')));
create unique index entry_template_name_is_unique on accounting.entry_templates (tenant_id, lower(name));

create table accounting.recurring_entries (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  name text not null,
  journal text not null,
  memo text not null,
  postings jsonb not null,
  every text not null,
  interval_count integer not null default 1,
  starts_on date not null,
  next_on date,
  ends_on date,
  is_active boolean not null default true,
  last_entry_id uuid,
  last_made_on date,
  problem jsonb,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  constraint pk_recurring_entries primary key (tenant_id, id),
  constraint recurrence_is_known check (every in ('week', 'month', 'quarter', 'year')),
  constraint recurrence_counts_on check (interval_count between 1 and 60),
  constraint recurring_journal_is_known check (journal in ('purchases', 'sales', 'bank', 'miscellaneous')),
  constraint fk_recurring_entries_last_entry_id foreign key (tenant_id, last_entry_id)
    references accounting.journal_entries (tenant_id, id));
create index ix_recurring_entries_next_on on accounting.recurring_entries (tenant_id, next_on) where is_active;

create table accounting.exchange_rates (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  currency text not null,
  valid_on date not null,
  rate numeric(19, 8) not null,
  source text not null,
  recorded_at timestamptz not null default now(),
  constraint pk_exchange_rates primary key (tenant_id, id),
  constraint one_rate_a_day unique (tenant_id, currency, valid_on),
  constraint rate_is_above_zero check (rate > 0),
  constraint rate_source_is_known check (source in ('ecb', 'manual')));

create table accounting.tags (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  name text not null,
  dimension text not null default '',
  archived_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint pk_tags primary key (tenant_id, id));
create unique index tag_name_is_unique on accounting.tags (tenant_id, lower(dimension), lower(name));

create table accounting.posting_tags (
  tenant_id uuid not null default accounting.current_tenant(),
  posting_id uuid not null,
  tag_id uuid not null,
  percent numeric(7, 4) not null default 100,
  constraint pk_posting_tags primary key (tenant_id, posting_id, tag_id),
  constraint tag_percent_is_a_share check (percent > 0 and percent <= 100),
  constraint fk_posting_tags_posting_id foreign key (tenant_id, posting_id)
    references accounting.postings (tenant_id, id),
  constraint fk_posting_tags_tag_id foreign key (tenant_id, tag_id) references accounting.tags (tenant_id, id));
create index ix_posting_tags_tag_id on accounting.posting_tags (tenant_id, tag_id);

create function accounting.tags_share_a_posting() returns trigger language plpgsql as
$$ begin
  if exists (select from accounting.posting_tags p join accounting.tags t on t.tenant_id = p.tenant_id and t.id = p.tag_id
              where p.tenant_id = new.tenant_id and p.posting_id = new.posting_id
              group by lower(t.dimension) having sum(p.percent) > 100) then
    raise exception 'the tags of posting % share more than all of it', new.posting_id
      using errcode = 'check_violation', constraint = 'tags_share_at_most_the_whole';
  end if;
  return null;
end $$;
create constraint trigger tags_share_a_posting after insert or update on accounting.posting_tags
  deferrable initially deferred for each row execute function accounting.tags_share_a_posting();
