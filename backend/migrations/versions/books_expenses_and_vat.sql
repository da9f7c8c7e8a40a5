create table accounting.expenses (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  description text not null,
  merchant text,
  category text not null,
  account_code text,
  spent_on date not null,
  currency text not null,
  exchange_rate numeric(19, 8) not null default 1,
  total_amount numeric(19, 4) not null,
  vat_amount numeric(19, 4) not null default 0,
  vat_rate numeric(5, 2),
  private_percent numeric(7, 4) not null default 0,
  paid_with text not null,
  spender_id uuid not null,
  document_id uuid,
  status text not null default 'draft',
  entry_id uuid,
  reimbursement_entry_id uuid,
  reason text,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint pk_expenses primary key (tenant_id, id),
  constraint expense_status_is_known check (status in ('draft', 'submitted', 'approved', 'rejected', 'reimbursed')),
  constraint expense_is_paid_with_something check (paid_with in ('own_money', 'company_card', 'cash')),
  constraint expense_is_above_zero check (total_amount > 0),
  constraint expense_vat_is_part_of_it check (vat_amount between 0 and total_amount),
  constraint private_share_is_a_share check (private_percent between 0 and 100),
  constraint approved_expense_is_booked check (status not in ('approved', 'reimbursed') or entry_id is not null),
  constraint reimbursed_expense_is_booked check ((status = 'reimbursed') = (reimbursement_entry_id is not null)),
  constraint fk_expenses_document_id foreign key (tenant_id, document_id)
    references accounting.documents (tenant_id, id),
  constraint fk_expenses_entry_id foreign key (tenant_id, entry_id)
    references accounting.journal_entries (tenant_id, id),
  constraint fk_expenses_reimbursement_entry_id foreign key (tenant_id, reimbursement_entry_id)
    references accounting.journal_entries (tenant_id, id));
create unique index receipt_is_one_expense on accounting.expenses (tenant_id, document_id)
  where document_id is not null and status <> 'rejected';
create index ix_expenses_spent_on on accounting.expenses (tenant_id, spent_on desc, id desc);
create index ix_expenses_entry_id on accounting.expenses (tenant_id, entry_id) where entry_id is not null;
create index ix_expenses_reimbursement_entry_id on accounting.expenses (tenant_id, reimbursement_entry_id)
  where reimbursement_entry_id is not null;

create table accounting.vat_returns (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  starts_on date not null,
  ends_on date not null,
  status text not null default 'closed',
  grids jsonb not null,
  controls jsonb not null,
  balance numeric(19, 4) not null,
  entry_id uuid,
  closed_by uuid,
  closed_at timestamptz not null default now(),
  version integer not null default 1,
  constraint pk_vat_returns primary key (tenant_id, id),
  constraint vat_return_status_is_known check (status in ('closed', 'reopened')),
  constraint vat_period_ends_after_it_starts check (ends_on > starts_on),
  constraint fk_vat_returns_entry_id foreign key (tenant_id, entry_id)
    references accounting.journal_entries (tenant_id, id));
create unique index vat_period_is_closed_once on accounting.vat_returns (tenant_id, starts_on)
  where status = 'closed';

alter table accounting.accounts no force row level security;
insert into accounting.accounts (tenant_id, id, code, names, type)
select each.tenant_id, gen_random_uuid(), new.code, new.names::jsonb, 'expense'
  from (select distinct tenant_id from accounting.accounts) each
 cross join (values
   ('6141', '{"nl": "Receptiekosten en onthaal", "fr": "Frais de réception", "en": "Reception and hospitality"}'),
   ('6142', '{"nl": "Restaurantkosten", "fr": "Frais de restaurant", "en": "Restaurants"}')) as new (code, names)
on conflict (tenant_id, code) do nothing;
alter table accounting.accounts force row level security;
