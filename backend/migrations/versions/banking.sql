create table accounting.bank_accounts (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  name text not null,
  number text not null,
  currency text not null,
  account_code text not null,
  archived_at timestamptz,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint pk_bank_accounts primary key (tenant_id, id),
  constraint bank_account_is_known_once unique (tenant_id, number, currency),
  constraint ledger_account_is_of_one_bank_account unique (tenant_id, account_code),
  constraint fk_bank_accounts_account_code foreign key (tenant_id, account_code)
    references accounting.accounts (tenant_id, code));

create table accounting.column_mappings (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  name text not null,
  headers text[] not null default '{}',
  mapping jsonb not null,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint pk_column_mappings primary key (tenant_id, id));
create unique index column_mapping_name_is_unique on accounting.column_mappings (tenant_id, lower(name));

create table accounting.statement_imports (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  filename text not null,
  size_bytes bigint not null,
  sha256 text not null,
  format text,
  status text not null default 'reading',
  given_account_id uuid,
  mapping jsonb,
  problem jsonb,
  line_count integer not null default 0,
  new_count integer not null default 0,
  duplicate_count integer not null default 0,
  pending_count integer not null default 0,
  accepted_unbalanced boolean not null default false,
  job_id uuid,
  reason text,
  uploaded_by uuid,
  decided_by uuid,
  created_at timestamptz not null default now(),
  decided_at timestamptz,
  version integer not null default 1,
  constraint pk_statement_imports primary key (tenant_id, id),
  constraint import_status_is_known check (status in ('reading', 'needs_mapping', 'staged', 'importing', 'imported',
    'failed', 'discarded', 'reverting', 'reverted')),
  constraint fk_statement_imports_given_account_id foreign key (tenant_id, given_account_id)
    references accounting.bank_accounts (tenant_id, id));
create unique index statement_file_is_brought_once on accounting.statement_imports (tenant_id, sha256)
  where status not in ('failed', 'discarded', 'reverted');
create index ix_statement_imports_created_at on accounting.statement_imports (tenant_id, created_at desc, id desc);

create table accounting.bank_statements (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  import_id uuid not null,
  position integer not null,
  bank_account_id uuid,
  account_number text,
  currency text,
  holder text,
  number text,
  line_number integer not null default 1,
  opened_on date,
  closed_on date,
  opening_balance numeric(19, 4),
  closing_balance numeric(19, 4),
  movement_count integer not null default 0,
  movement_total numeric(19, 4) not null default 0,
  is_proved boolean,
  unproved_because text[] not null default '{}',
  follows_id uuid,
  gap_amount numeric(19, 4),
  is_imported boolean not null default false,
  constraint pk_bank_statements primary key (tenant_id, id),
  constraint statement_has_its_place unique (tenant_id, import_id, position),
  constraint fk_bank_statements_import_id foreign key (tenant_id, import_id)
    references accounting.statement_imports (tenant_id, id),
  constraint fk_bank_statements_bank_account_id foreign key (tenant_id, bank_account_id)
    references accounting.bank_accounts (tenant_id, id));
create index ix_bank_statements_bank_account_id on accounting.bank_statements (tenant_id, bank_account_id, closed_on desc)
  where is_imported;

create table accounting.bank_lines (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  import_id uuid not null,
  statement_id uuid not null,
  bank_account_id uuid,
  position integer not null,
  line_number integer not null,
  state text not null default 'staged',
  booked_on date not null,
  value_on date,
  amount numeric(19, 4) not null,
  currency text not null,
  counterparty_name text,
  counterparty_account text,
  text text not null default '',
  reference text,
  bank_id text,
  key text not null,
  duplicate_of_id uuid,
  details jsonb not null default '{}',
  open_amount numeric(19, 4) not null default 0,
  constraint pk_bank_lines primary key (tenant_id, id),
  constraint bank_line_state_is_known check (state in ('staged', 'duplicate', 'imported', 'reverted')),
  constraint bank_line_is_not_reconciled_twice
    check (open_amount * amount >= 0 and abs(open_amount) <= abs(amount)),
  constraint imported_line_has_an_account check (state <> 'imported' or bank_account_id is not null),
  constraint fk_bank_lines_import_id foreign key (tenant_id, import_id)
    references accounting.statement_imports (tenant_id, id),
  constraint fk_bank_lines_statement_id foreign key (tenant_id, statement_id)
    references accounting.bank_statements (tenant_id, id),
  constraint fk_bank_lines_bank_account_id foreign key (tenant_id, bank_account_id)
    references accounting.bank_accounts (tenant_id, id));
create unique index bank_line_is_imported_once on accounting.bank_lines (tenant_id, bank_account_id, key)
  where state = 'imported';
create index ix_bank_lines_import_id on accounting.bank_lines (tenant_id, import_id, position);
create index ix_bank_lines_booked_on on accounting.bank_lines (tenant_id, booked_on desc, id desc)
  where state = 'imported';
create index ix_bank_lines_open on accounting.bank_lines (tenant_id, bank_account_id, booked_on)
  where open_amount <> 0;

create function accounting.bank_line_is_open_from_import() returns trigger language plpgsql as
$$ begin
  if new.state = 'imported' and (tg_op = 'INSERT' or old.state <> 'imported') then
    new.open_amount := new.amount;
  elsif new.state <> 'imported' then
    if tg_op = 'UPDATE' and old.state = 'imported' and old.open_amount <> old.amount then
      raise exception 'bank line % is reconciled', old.id
        using errcode = 'check_violation', constraint = 'reconciled_line_stays';
    end if;
    new.open_amount := 0;
  end if;
  if tg_op = 'UPDATE' and old.state = 'imported' and new.bank_account_id is distinct from old.bank_account_id then
    raise exception 'bank line % is imported', old.id
      using errcode = 'check_violation', constraint = 'imported_line_stays';
  end if;
  return new;
end $$;
create trigger bank_line_is_open_from_import before insert or update of state, bank_account_id on accounting.bank_lines
  for each row execute function accounting.bank_line_is_open_from_import();

create function accounting.imported_line_stays() returns trigger language plpgsql as
$$ begin
  if old.state in ('imported', 'reverted') then
    raise exception 'bank line % was imported', old.id
      using errcode = 'check_violation', constraint = 'imported_line_stays';
  end if;
  return old;
end $$;
create trigger imported_line_stays before delete on accounting.bank_lines
  for each row execute function accounting.imported_line_stays();

create table accounting.bank_rules (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  name text not null,
  position integer not null,
  is_active boolean not null default true,
  bank_account_id uuid,
  conditions jsonb not null,
  shares jsonb not null,
  books_alone boolean not null default false,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  constraint pk_bank_rules primary key (tenant_id, id),
  constraint fk_bank_rules_bank_account_id foreign key (tenant_id, bank_account_id)
    references accounting.bank_accounts (tenant_id, id));
create unique index bank_rule_name_is_unique on accounting.bank_rules (tenant_id, lower(name)) where removed_at is null;

create table accounting.bank_runs (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  kind text not null,
  status text not null default 'running',
  job_id uuid,
  asked jsonb not null default '{}',
  line_count integer not null default 0,
  done_count integer not null default 0,
  failed_count integer not null default 0,
  created_by uuid,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  reverted_at timestamptz,
  constraint pk_bank_runs primary key (tenant_id, id),
  constraint bank_run_kind_is_known check (kind in ('rules', 'exact', 'automatic', 'revert')),
  constraint bank_run_status_is_known
    check (status in ('running', 'done', 'cancelled', 'failed', 'reverting', 'reverted')));
create index ix_bank_runs_created_at on accounting.bank_runs (tenant_id, created_at desc, id desc);

create table accounting.bank_run_results (
  tenant_id uuid not null default accounting.current_tenant(),
  run_id uuid not null,
  bank_line_id uuid not null,
  status text not null,
  problem jsonb,
  constraint pk_bank_run_results primary key (tenant_id, run_id, bank_line_id),
  constraint bank_run_result_is_known check (status in ('done', 'failed', 'reverted')),
  constraint fk_bank_run_results_run_id foreign key (tenant_id, run_id) references accounting.bank_runs (tenant_id, id),
  constraint fk_bank_run_results_bank_line_id foreign key (tenant_id, bank_line_id)
    references accounting.bank_lines (tenant_id, id));

create table accounting.reconciliations (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  bank_line_id uuid not null,
  kind text not null,
  amount numeric(19, 4) not null,
  entry_id uuid,
  rule_id uuid,
  run_id uuid,
  score numeric(5, 4),
  reason text,
  undoes_id uuid,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint pk_reconciliations primary key (tenant_id, id),
  constraint reconciliation_kind_is_known check (kind in ('accepted', 'booked', 'rule', 'automatic', 'undone')),
  constraint reconciliation_is_undone_once unique (tenant_id, undoes_id),
  constraint reconciliation_is_of_something check (amount <> 0),
  constraint reconciliation_is_undone_by_another check ((undoes_id is null) = (kind <> 'undone')),
  constraint fk_reconciliations_bank_line_id foreign key (tenant_id, bank_line_id)
    references accounting.bank_lines (tenant_id, id),
  constraint fk_reconciliations_entry_id foreign key (tenant_id, entry_id)
    references accounting.journal_entries (tenant_id, id),
  constraint fk_reconciliations_rule_id foreign key (tenant_id, rule_id) references accounting.bank_rules (tenant_id, id),
  constraint fk_reconciliations_run_id foreign key (tenant_id, run_id) references accounting.bank_runs (tenant_id, id),
  constraint fk_reconciliations_undoes_id foreign key (tenant_id, undoes_id)
    references accounting.reconciliations (tenant_id, id));
create index ix_reconciliations_bank_line_id on accounting.reconciliations (tenant_id, bank_line_id);
create index ix_reconciliations_entry_id on accounting.reconciliations (tenant_id, entry_id) where entry_id is not null;
create index ix_reconciliations_run_id on accounting.reconciliations (tenant_id, run_id) where run_id is not null;

create table accounting.reconciliation_parts (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  reconciliation_id uuid not null,
  position integer not null,
  kind text not null,
  amount numeric(19, 4) not null,
  invoice_id uuid,
  expense_id uuid,
  posting_id uuid,
  account_code text,
  memo text,
  settled_amount numeric(19, 4),
  constraint pk_reconciliation_parts primary key (tenant_id, id),
  constraint part_kind_is_known check (kind in ('invoice', 'expense', 'posting', 'account')),
  constraint part_is_against_one_thing check (num_nonnulls(invoice_id, expense_id, posting_id, account_code) = 1),
  constraint fk_reconciliation_parts_reconciliation_id foreign key (tenant_id, reconciliation_id)
    references accounting.reconciliations (tenant_id, id),
  constraint fk_reconciliation_parts_invoice_id foreign key (tenant_id, invoice_id)
    references accounting.invoices (tenant_id, id),
  constraint fk_reconciliation_parts_expense_id foreign key (tenant_id, expense_id)
    references accounting.expenses (tenant_id, id),
  constraint fk_reconciliation_parts_posting_id foreign key (tenant_id, posting_id)
    references accounting.postings (tenant_id, id),
  constraint fk_reconciliation_parts_account_code foreign key (tenant_id, account_code)
    references accounting.accounts (tenant_id, code));
create index ix_reconciliation_parts_reconciliation_id on accounting.reconciliation_parts (tenant_id, reconciliation_id);
create index ix_reconciliation_parts_posting_id on accounting.reconciliation_parts (tenant_id, posting_id)
  where posting_id is not null;
create index ix_reconciliation_parts_invoice_id on accounting.reconciliation_parts (tenant_id, invoice_id)
  where invoice_id is not null;

create function accounting.keep_bank_line_open() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as
$$ begin
  update accounting.bank_lines set open_amount = open_amount - new.amount
   where tenant_id = new.tenant_id and id = new.bank_line_id and state = 'imported';
  if not found then
    raise exception 'bank line % is not imported', new.bank_line_id
      using errcode = 'check_violation', constraint = 'only_imported_lines_are_reconciled';
  end if;
  return null;
end $$;
create trigger keep_bank_line_open after insert on accounting.reconciliations
  for each row execute function accounting.keep_bank_line_open();

create function accounting.reconciliation_adds_up() returns trigger language plpgsql as
$$ begin
  if new.amount <> (select coalesce(sum(amount), 0) from accounting.reconciliation_parts
                     where tenant_id = new.tenant_id and reconciliation_id = new.id) then
    raise exception 'the parts of reconciliation % are not its amount', new.id
      using errcode = 'check_violation', constraint = 'reconciliation_adds_up';
  end if;
  return null;
end $$;
create constraint trigger reconciliation_adds_up after insert on accounting.reconciliations
  deferrable initially deferred for each row execute function accounting.reconciliation_adds_up();

create function accounting.posting_is_found_once() returns trigger language plpgsql as
$$ begin
  perform accounting.hold_books();
  if (select count(*) from accounting.reconciliation_parts p
        join accounting.reconciliations r on r.tenant_id = p.tenant_id and r.id = p.reconciliation_id
       where p.tenant_id = new.tenant_id and p.posting_id = new.posting_id and r.undoes_id is null
         and not exists (select from accounting.reconciliations u
                          where u.tenant_id = r.tenant_id and u.undoes_id = r.id)) > 1 then
    raise exception 'posting % was found on a bank statement before', new.posting_id
      using errcode = 'check_violation', constraint = 'posting_is_found_once';
  end if;
  return null;
end $$;
create constraint trigger posting_is_found_once after insert on accounting.reconciliation_parts
  deferrable initially immediate for each row when (new.posting_id is not null)
  execute function accounting.posting_is_found_once();

create table accounting.match_rejections (
  tenant_id uuid not null default accounting.current_tenant(),
  bank_line_id uuid not null,
  item text not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint pk_match_rejections primary key (tenant_id, bank_line_id, item),
  constraint fk_match_rejections_bank_line_id foreign key (tenant_id, bank_line_id)
    references accounting.bank_lines (tenant_id, id));

create table accounting.bank_settings (
  tenant_id uuid not null default accounting.current_tenant(),
  applies_alone boolean not null default false,
  auto_from numeric(5, 4) not null default 0.99,
  largest_fee numeric(19, 4) not null default 60,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  constraint pk_bank_settings primary key (tenant_id),
  constraint auto_from_is_a_chance check (auto_from between 0.9 and 1),
  constraint largest_fee_is_an_amount check (largest_fee >= 0));

create table results.match_proposals (
  tenant_id uuid not null,
  line_id uuid not null,
  item text not null,
  group_id text not null,
  kind text not null,
  score double precision not null,
  auto boolean not null,
  reasons jsonb not null,
  matcher_version text not null,
  run_id uuid not null,
  made_at timestamptz not null default now(),
  constraint pk_match_proposals primary key (tenant_id, line_id, item));

create view accounting.lines_to_match as
select l.tenant_id, l.id, l.bank_account_id, l.booked_on, l.open_amount as amount, l.currency, l.text,
       coalesce(l.counterparty_name, '') as name, coalesce(l.counterparty_account, '') as account,
       coalesce(l.reference, '') as reference
  from accounting.bank_lines l
 where l.state = 'imported' and l.open_amount <> 0;

create view accounting.open_items as
select i.tenant_id, 'invoice:' || i.id as id, 'invoice' as kind, i.kind as entry_type, i.issued_on as dated_on, i.due_on,
       case when (i.direction = 'sale') <> (i.kind = 'credit_note') then i.open_amount else -i.open_amount end as amount,
       i.currency, coalesce(i.number, '') as reference, concat_ws(' ', i.payment_reference, i.order_reference) as text,
       c.name, coalesce(c.iban, '') as account, i.contact_id, null::uuid as bank_account_id
  from accounting.invoices i
  join accounting.contacts c on c.tenant_id = i.tenant_id and c.id = i.contact_id
 where i.open_amount > 0 and i.status = 'issued' and i.kind <> 'quote'
union all
select e.tenant_id, 'expense:' || e.id, 'expense', 'expense', e.spent_on, null, -owed.amount, t.currency, '',
       concat_ws(' ', e.merchant, e.description), coalesce(u.full_name, ''), '', null, null
  from accounting.expenses e
  join accounting.tenants t on t.id = e.tenant_id
  left join accounting.users u on u.id = e.spender_id
  cross join lateral (
    select sum(p.credit - p.debit) as amount from accounting.postings p
      join accounting.accounts a on a.tenant_id = p.tenant_id and a.id = p.account_id
     where p.tenant_id = e.tenant_id and p.entry_id = e.entry_id and a.code like '489%') owed
 where e.status = 'approved' and e.paid_with = 'own_money' and owed.amount > 0
union all
select p.tenant_id, 'posting:' || p.id, 'posting', j.journal, p.booked_on, null,
       case when p.currency = b.currency then p.amount_in_currency else p.debit - p.credit end, b.currency,
       j.number, j.memo, coalesce(c.name, ''), coalesce(c.iban, ''), c.id, b.id
  from accounting.bank_accounts b
  join accounting.accounts a on a.tenant_id = b.tenant_id and a.code = b.account_code
  join accounting.postings p on p.tenant_id = a.tenant_id and p.account_id = a.id
  join accounting.journal_entries j on j.tenant_id = p.tenant_id and j.id = p.entry_id
  join accounting.tenants t on t.id = p.tenant_id
  left join lateral (
    select o.contact_id from accounting.postings o
     where o.tenant_id = p.tenant_id and o.entry_id = p.entry_id and o.contact_id is not null
     order by o.position limit 1) whose on true
  left join accounting.contacts c on c.tenant_id = p.tenant_id and c.id = whose.contact_id
 where j.source_type is distinct from 'bank_line' and j.kind = 'ordinary' and j.reverses_id is null
   and coalesce(p.currency, t.currency) = b.currency
   and not exists (select from accounting.journal_entries r where r.tenant_id = j.tenant_id and r.reverses_id = j.id)
   and not exists (
     select from accounting.reconciliation_parts f
       join accounting.reconciliations r on r.tenant_id = f.tenant_id and r.id = f.reconciliation_id
      where f.tenant_id = p.tenant_id and f.posting_id = p.id and r.undoes_id is null
        and not exists (select from accounting.reconciliations x
                         where x.tenant_id = r.tenant_id and x.undoes_id = r.id));
