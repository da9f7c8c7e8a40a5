create table accounting.anomaly_settings (
  tenant_id uuid not null default accounting.current_tenant(),
  switched_off text[] not null default '{}',
  changed jsonb not null default '{}',
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  constraint pk_anomaly_settings primary key (tenant_id));

create table accounting.anomaly_runs (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  kind text not null,
  status text not null default 'waiting',
  job_id uuid,
  controls_version text,
  limits text,
  entries_sha256 text,
  findings_sha256 text,
  judged_on text,
  entry_count integer not null default 0,
  finding_count integer not null default 0,
  new_count integer not null default 0,
  back_count integer not null default 0,
  gone_count integer not null default 0,
  replayed_at timestamptz,
  replayed_same boolean,
  created_by uuid,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  constraint pk_anomaly_runs primary key (tenant_id, id),
  constraint anomaly_run_kind_is_known check (kind in ('asked', 'import', 'nightly')),
  constraint anomaly_run_status_is_known check (status in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  constraint anomaly_run_is_judged_somewhere check (judged_on in ('spark', 'worker', 'as_before')));
create unique index one_anomaly_run_waits on accounting.anomaly_runs (tenant_id) where status = 'waiting';
create index ix_anomaly_runs_created_at on accounting.anomaly_runs (tenant_id, created_at desc, id desc);

create table accounting.anomaly_findings (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  book text not null,
  entry_id uuid not null,
  journal_entry_id uuid,
  contact_id uuid,
  counterparty text not null default '',
  reference text not null default '',
  booked_on date,
  amount numeric(19, 4) not null,
  currency text not null,
  status text not null default 'open',
  snoozed_until date,
  decision_id uuid,
  points integer not null,
  reasons text not null,
  controls text[] not null,
  controls_version text not null,
  run_id uuid not null,
  first_seen_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  version integer not null default 1,
  constraint pk_anomaly_findings primary key (tenant_id, id),
  constraint finding_is_kept_once unique (tenant_id, book, entry_id),
  constraint finding_book_is_known check (book in ('purchases', 'sales', 'bank', 'expenses', 'postings')),
  constraint finding_status_is_known check (status in ('open', 'accepted', 'explained', 'snoozed', 'gone')),
  constraint snoozed_finding_rests_until_a_day check ((status = 'snoozed') <= (snoozed_until is not null)),
  constraint fk_anomaly_findings_journal_entry_id foreign key (tenant_id, journal_entry_id)
    references accounting.journal_entries (tenant_id, id),
  constraint fk_anomaly_findings_contact_id foreign key (tenant_id, contact_id)
    references accounting.contacts (tenant_id, id),
  constraint fk_anomaly_findings_run_id foreign key (tenant_id, run_id)
    references accounting.anomaly_runs (tenant_id, id));
create index ix_anomaly_findings_by_points on accounting.anomaly_findings (tenant_id, points desc, id desc);
create index ix_anomaly_findings_entry_id on accounting.anomaly_findings (tenant_id, entry_id);
create index ix_anomaly_findings_journal_entry_id on accounting.anomaly_findings (tenant_id, journal_entry_id)
  where journal_entry_id is not null;
create index ix_anomaly_findings_contact_id on accounting.anomaly_findings (tenant_id, contact_id)
  where contact_id is not null;

create table accounting.anomaly_sightings (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  finding_id uuid not null,
  run_id uuid not null,
  points integer not null,
  reasons text not null,
  controls_version text not null,
  seen_at timestamptz not null default now(),
  constraint pk_anomaly_sightings primary key (tenant_id, id),
  constraint finding_is_seen_once_a_run unique (tenant_id, run_id, finding_id),
  constraint fk_anomaly_sightings_finding_id foreign key (tenant_id, finding_id)
    references accounting.anomaly_findings (tenant_id, id),
  constraint fk_anomaly_sightings_run_id foreign key (tenant_id, run_id)
    references accounting.anomaly_runs (tenant_id, id));
create index ix_anomaly_sightings_finding_id on accounting.anomaly_sightings (tenant_id, finding_id);

create table accounting.anomaly_decisions (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  finding_id uuid not null,
  kind text not null,
  note text,
  until date,
  reasons text not null,
  undoes_id uuid,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint pk_anomaly_decisions primary key (tenant_id, id),
  constraint decision_kind_is_known check (kind in ('accepted', 'explained', 'snoozed', 'undone')),
  constraint explained_finding_has_words check (kind <> 'explained' or note is not null),
  constraint snoozed_until_a_day check ((kind = 'snoozed') = (until is not null)),
  constraint decision_undoes_another check ((kind = 'undone') = (undoes_id is not null)),
  constraint decision_is_undone_once unique (tenant_id, undoes_id),
  constraint fk_anomaly_decisions_finding_id foreign key (tenant_id, finding_id)
    references accounting.anomaly_findings (tenant_id, id),
  constraint fk_anomaly_decisions_undoes_id foreign key (tenant_id, undoes_id)
    references accounting.anomaly_decisions (tenant_id, id));
create index ix_anomaly_decisions_finding_id on accounting.anomaly_decisions (tenant_id, finding_id);
alter table accounting.anomaly_findings add constraint fk_anomaly_findings_decision_id
  foreign key (tenant_id, decision_id) references accounting.anomaly_decisions (tenant_id, id);

create table results.anomalies_found (
  tenant_id uuid not null,
  run_id uuid not null,
  book text not null,
  entry_id uuid not null,
  points integer not null,
  reasons text not null,
  made_at timestamptz not null default now(),
  constraint pk_anomalies_found primary key (tenant_id, run_id, book, entry_id));

create view accounting.entries_to_judge as
with names as (
  select distinct on (tenant_id, counterparty_account) tenant_id, counterparty_account as account,
         counterparty_name as name
    from accounting.bank_lines
   where state = 'imported' and counterparty_account is not null and counterparty_name is not null
   order by tenant_id, counterparty_account, booked_on, id)
select i.tenant_id, case i.direction when 'sale' then 'sales' else 'purchases' end as book, i.id,
       coalesce(i.issued_at, i.created_at) as made_at, i.entry_id as journal_entry_id, i.document_id, i.contact_id,
       c.name as counterparty, i.issued_on as booked_on, coalesce(i.number, '') as reference,
       i.sign * i.total_in_books as amount, t.currency,
       case when whole.it then i.sign * i.net_amount end as net, case when whole.it then i.sign * i.vat_amount end as vat,
       coalesce((select l.account_code from accounting.invoice_lines l
                  where l.tenant_id = i.tenant_id and l.invoice_id = i.id
                  order by abs(l.net_amount) desc, l.position limit 1), i.account_code, '') as account,
       case when i.direction = 'purchase' then coalesce(d.fields -> 'supplier_iban' ->> 'value', '') else '' end as iban,
       array[i.currency, coalesce(i.treatment, '')] as attributes
  from accounting.invoices i
  join accounting.tenants t on t.id = i.tenant_id
  join accounting.contacts c on c.tenant_id = i.tenant_id and c.id = i.contact_id
  left join accounting.documents d on d.tenant_id = i.tenant_id and d.id = i.document_id
  cross join lateral (select i.currency = t.currency and jsonb_array_length(i.vat_groups) = 1 as it) whole
 where i.status = 'issued' and i.kind in ('invoice', 'credit_note', 'receipt')
union all
select l.tenant_id, 'bank', l.id, m.created_at, null, null, null,
       coalesce(n.name, l.counterparty_name, l.counterparty_account, ''), l.booked_on, coalesce(l.reference, ''),
       l.amount, l.currency, null, null, '',
       case when upper(l.counterparty_account) ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$' then l.counterparty_account
            else '' end,
       array[l.currency, a.number]
  from accounting.bank_lines l
  join accounting.statement_imports m on m.tenant_id = l.tenant_id and m.id = l.import_id
  join accounting.bank_accounts a on a.tenant_id = l.tenant_id and a.id = l.bank_account_id
  left join names n on n.tenant_id = l.tenant_id and n.account = l.counterparty_account
 where l.state = 'imported'
union all
select e.tenant_id, 'expenses', e.id, e.created_at, e.entry_id, e.document_id, null, coalesce(e.merchant, ''),
       e.spent_on, '', round(e.total_amount * e.exchange_rate, 4), t.currency,
       case when e.currency = t.currency and e.vat_rate is not null then e.total_amount - e.vat_amount end,
       case when e.currency = t.currency and e.vat_rate is not null then e.vat_amount end,
       coalesce(e.account_code, ''), '', array[e.category, e.paid_with, e.spender_id::text]
  from accounting.expenses e
  join accounting.tenants t on t.id = e.tenant_id
 where e.status in ('submitted', 'approved', 'reimbursed')
union all
select p.tenant_id, 'postings', p.id, j.recorded_at, j.id, null, p.contact_id, coalesce(c.name, a.code), p.booked_on,
       j.number, p.debit - p.credit, t.currency, null, null, a.code, '', array[j.journal]
  from accounting.postings p
  join accounting.journal_entries j on j.tenant_id = p.tenant_id and j.id = p.entry_id
  join accounting.accounts a on a.tenant_id = p.tenant_id and a.id = p.account_id
  join accounting.tenants t on t.id = p.tenant_id
  left join accounting.contacts c on c.tenant_id = p.tenant_id and c.id = p.contact_id
 where coalesce(j.source_type, 'recurring_entry') = 'recurring_entry' and j.kind = 'ordinary' and j.reverses_id is null
   and not exists (select from accounting.journal_entries r where r.tenant_id = j.tenant_id and r.reverses_id = j.id)
   and (a.type in ('expense', 'income') or p.debit > 0 and not exists (
     select from accounting.postings o
       join accounting.accounts b on b.tenant_id = o.tenant_id and b.id = o.account_id
      where o.tenant_id = p.tenant_id and o.entry_id = p.entry_id and b.type in ('expense', 'income')));
