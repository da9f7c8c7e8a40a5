drop index accounting.purchase_invoice_is_booked_once;

create table accounting.invoices (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  direction text not null,
  kind text not null,
  sign smallint not null generated always as (case when kind = 'credit_note' then -1 else 1 end) stored,
  status text not null default 'draft',
  series text,
  number text,
  contact_id uuid not null,
  parties jsonb,
  issued_on date,
  supplied_on date,
  due_on date,
  valid_until date,
  currency text not null,
  exchange_rate numeric(19, 8) not null default 1,
  language text not null default 'nl',
  net_amount numeric(19, 4) not null default 0,
  vat_amount numeric(19, 4) not null default 0,
  total_amount numeric(19, 4) not null default 0,
  total_in_books numeric(19, 4) not null default 0,
  open_amount numeric(19, 4) not null default 0,
  open_in_books numeric(19, 4) not null default 0,
  credited_amount numeric(19, 4) not null default 0,
  vat_groups jsonb not null default '[]',
  account_code text,
  treatment text,
  payment_reference text,
  order_reference text,
  note text,
  internal_note text,
  document_id uuid,
  entry_id uuid,
  credits_id uuid,
  quote_id uuid,
  recurring_id uuid,
  pdf_key text,
  pdf_sha256 text,
  sent_at timestamptz,
  sent_to text,
  created_by uuid,
  created_at timestamptz not null default now(),
  issued_at timestamptz,
  version integer not null default 1,
  constraint pk_invoices primary key (tenant_id, id),
  constraint invoice_direction_is_known check (direction in ('sale', 'purchase')),
  constraint invoice_kind_is_known check (kind in ('invoice', 'credit_note', 'receipt', 'quote')),
  constraint invoice_status_is_known
    check (status in ('draft', 'issued', 'reversed', 'accepted', 'declined')),
  constraint invoice_amounts_are_as_on_paper check (total_amount >= 0 and total_in_books >= 0),
  constraint invoice_adds_up check (net_amount + vat_amount = total_amount),
  constraint invoice_is_not_overpaid check (open_amount between 0 and total_amount),
  constraint invoice_is_not_credited_twice check (credited_amount between 0 and total_amount),
  constraint issued_sale_has_a_number check (status = 'draft' or direction = 'purchase' or number is not null),
  constraint issued_invoice_is_dated check (status = 'draft' or issued_on is not null),
  constraint issued_invoice_is_booked check (status in ('draft', 'accepted', 'declined') or kind = 'quote' or entry_id is not null),
  constraint fk_invoices_contact_id foreign key (tenant_id, contact_id) references accounting.contacts (tenant_id, id),
  constraint fk_invoices_document_id foreign key (tenant_id, document_id) references accounting.documents (tenant_id, id),
  constraint fk_invoices_entry_id foreign key (tenant_id, entry_id) references accounting.journal_entries (tenant_id, id),
  constraint fk_invoices_credits_id foreign key (tenant_id, credits_id) references accounting.invoices (tenant_id, id),
  constraint fk_invoices_quote_id foreign key (tenant_id, quote_id) references accounting.invoices (tenant_id, id));
create unique index sale_number_is_unique on accounting.invoices (tenant_id, number)
  where direction = 'sale' and number is not null;
create unique index purchase_invoice_is_booked_once
  on accounting.invoices (tenant_id, contact_id, kind, lower(number), (extract(year from issued_on)))
  where direction = 'purchase' and status = 'issued' and number is not null;
create index ix_invoices_issued_on on accounting.invoices (tenant_id, direction, issued_on desc nulls first, id desc);
create index ix_invoices_created_at on accounting.invoices (tenant_id, created_at desc, id desc);
create index ix_invoices_contact_id on accounting.invoices (tenant_id, contact_id);
create index ix_invoices_open on accounting.invoices (tenant_id, direction, due_on) where open_amount > 0;
create index ix_invoices_drafts on accounting.invoices (tenant_id, direction) where status = 'draft';
create index ix_invoices_document_id on accounting.invoices (tenant_id, document_id) where document_id is not null;
create index ix_invoices_entry_id on accounting.invoices (tenant_id, entry_id) where entry_id is not null;
create index ix_invoices_credits_id on accounting.invoices (tenant_id, credits_id) where credits_id is not null;

create table accounting.invoice_lines (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  invoice_id uuid not null,
  position integer not null,
  description text not null,
  quantity numeric(19, 6) not null default 1,
  unit text,
  unit_price numeric(19, 6) not null,
  discount_percent numeric(7, 4) not null default 0,
  treatment text not null,
  vat_rate numeric(5, 2) not null default 0,
  account_code text not null,
  deductible_percent numeric(7, 4) not null default 100,
  net_amount numeric(19, 4) not null,
  tags jsonb not null default '[]',
  constraint pk_invoice_lines primary key (tenant_id, id),
  constraint line_has_its_place unique (tenant_id, invoice_id, position) deferrable initially deferred,
  constraint line_discount_is_a_share check (discount_percent between 0 and 100),
  constraint line_deduction_is_a_share check (deductible_percent between 0 and 100),
  constraint fk_invoice_lines_invoice_id foreign key (tenant_id, invoice_id)
    references accounting.invoices (tenant_id, id) on delete cascade);

create table accounting.invoice_numbers (
  tenant_id uuid not null default accounting.current_tenant(),
  series text not null,
  year integer not null,
  last integer not null,
  constraint pk_invoice_numbers primary key (tenant_id, series, year));

create table accounting.settlements (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  invoice_id uuid not null,
  kind text not null,
  entry_id uuid,
  counterpart_id uuid,
  undoes_id uuid,
  amount numeric(19, 4) not null,
  amount_in_books numeric(19, 4) not null,
  settled_on date not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint pk_settlements primary key (tenant_id, id),
  constraint settlement_kind_is_known check (kind in ('payment', 'credit', 'discount', 'write_off', 'reversal')),
  constraint settlement_is_undone_once unique (tenant_id, undoes_id),
  constraint settlement_settles_something check (amount <> 0),
  constraint settlement_is_undone_by_a_negative check ((undoes_id is null) = (amount > 0)),
  constraint fk_settlements_invoice_id foreign key (tenant_id, invoice_id)
    references accounting.invoices (tenant_id, id),
  constraint fk_settlements_counterpart_id foreign key (tenant_id, counterpart_id)
    references accounting.invoices (tenant_id, id),
  constraint fk_settlements_entry_id foreign key (tenant_id, entry_id)
    references accounting.journal_entries (tenant_id, id),
  constraint fk_settlements_undoes_id foreign key (tenant_id, undoes_id)
    references accounting.settlements (tenant_id, id));
create index ix_settlements_invoice_id on accounting.settlements (tenant_id, invoice_id);
create index ix_settlements_entry_id on accounting.settlements (tenant_id, entry_id);

create table accounting.recurring_invoices (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  name text not null,
  contact_id uuid not null,
  content jsonb not null,
  every text not null,
  interval_count integer not null default 1,
  starts_on date not null,
  next_on date,
  ends_on date,
  issues_by_itself boolean not null default false,
  sends_by_itself boolean not null default false,
  is_active boolean not null default true,
  last_invoice_id uuid,
  last_made_on date,
  problem jsonb,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  constraint pk_recurring_invoices primary key (tenant_id, id),
  constraint invoice_recurrence_is_known check (every in ('week', 'month', 'quarter', 'year')),
  constraint invoice_recurrence_counts_on check (interval_count between 1 and 60),
  constraint fk_recurring_invoices_contact_id foreign key (tenant_id, contact_id)
    references accounting.contacts (tenant_id, id),
  constraint fk_recurring_invoices_last_invoice_id foreign key (tenant_id, last_invoice_id)
    references accounting.invoices (tenant_id, id));
create index ix_recurring_invoices_next_on on accounting.recurring_invoices (tenant_id, next_on) where is_active;
alter table accounting.invoices add constraint fk_invoices_recurring_id foreign key (tenant_id, recurring_id)
  references accounting.recurring_invoices (tenant_id, id);

create table accounting.reminders (
  tenant_id uuid not null default accounting.current_tenant(),
  id uuid not null,
  invoice_id uuid not null,
  level smallint not null,
  rule text not null,
  fee numeric(19, 4) not null default 0,
  interest numeric(19, 4) not null default 0,
  mail_id uuid,
  sent_by uuid,
  sent_on date not null,
  created_at timestamptz not null default now(),
  constraint pk_reminders primary key (tenant_id, id),
  constraint reminder_is_sent_once unique (tenant_id, invoice_id, level),
  constraint fk_reminders_invoice_id foreign key (tenant_id, invoice_id)
    references accounting.invoices (tenant_id, id));

create function accounting.invoice_is_open_from_issue() returns trigger language plpgsql as
$$ begin
  if new.status = 'issued' and new.kind <> 'quote' and (tg_op = 'INSERT' or old.status <> 'issued') then
    new.open_amount := new.total_amount;
    new.open_in_books := new.total_in_books;
  elsif tg_op = 'INSERT' or new.status in ('draft', 'reversed') then
    new.open_amount := 0;
    new.open_in_books := 0;
  end if;
  return new;
end $$;
create trigger invoice_is_open_from_issue before insert or update of status on accounting.invoices
  for each row execute function accounting.invoice_is_open_from_issue();

create function accounting.issued_invoice_stays() returns trigger language plpgsql as
$$ begin
  if tg_op = 'DELETE' then
    if old.status <> 'draft' then
      raise exception 'invoice % was issued', old.id
        using errcode = 'check_violation', constraint = 'issued_invoice_stays_as_it_is';
    end if;
    return old;
  end if;
  if old.status <> 'draft' and new.contact_id <> old.contact_id and not exists (
      select from accounting.contacts where tenant_id = old.tenant_id and id = old.contact_id
         and merged_into_id = new.contact_id) then
    raise exception 'invoice % was issued', old.id
      using errcode = 'check_violation', constraint = 'issued_invoice_stays_as_it_is';
  end if;
  if old.status <> 'draft' and (new.status = 'draft' or
     (old.direction, old.kind, old.series, old.number, old.parties, old.issued_on, old.supplied_on,
      old.currency, old.exchange_rate, old.net_amount, old.vat_amount, old.total_amount, old.total_in_books,
      old.vat_groups, old.payment_reference, old.entry_id, old.credits_id)
     is distinct from
     (new.direction, new.kind, new.series, new.number, new.parties, new.issued_on, new.supplied_on,
      new.currency, new.exchange_rate, new.net_amount, new.vat_amount, new.total_amount, new.total_in_books,
      new.vat_groups, new.payment_reference, new.entry_id, new.credits_id)) then
    raise exception 'invoice % was issued', old.id
      using errcode = 'check_violation', constraint = 'issued_invoice_stays_as_it_is';
  end if;
  return new;
end $$;
create trigger issued_invoice_stays before update or delete on accounting.invoices
  for each row execute function accounting.issued_invoice_stays();

create function accounting.lines_of_issued_invoice_stay() returns trigger language plpgsql as
$$ declare its_status text; its_tenant uuid; its_id uuid;
begin
  if tg_op = 'INSERT' then
    its_tenant := new.tenant_id; its_id := new.invoice_id;
  else
    its_tenant := old.tenant_id; its_id := old.invoice_id;
  end if;
  select status into its_status from accounting.invoices where tenant_id = its_tenant and id = its_id;
  if found and its_status <> 'draft' then
    raise exception 'invoice % was issued', its_id
      using errcode = 'check_violation', constraint = 'issued_invoice_stays_as_it_is';
  end if;
  return coalesce(new, old);
end $$;

create function accounting.settle_invoice() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as
$$ begin
  update accounting.invoices set open_amount = open_amount - new.amount, open_in_books = open_in_books - new.amount_in_books
   where tenant_id = new.tenant_id and id = new.invoice_id and status = 'issued';
  if not found then
    raise exception 'invoice % is not open', new.invoice_id
      using errcode = 'check_violation', constraint = 'only_issued_invoices_are_settled';
  end if;
  return null;
end $$;
create trigger settle_invoice after insert on accounting.settlements
  for each row execute function accounting.settle_invoice();

alter table accounting.purchase_invoices no force row level security;
alter table accounting.postings no force row level security;
alter table accounting.accounts no force row level security;
insert into accounting.invoices (tenant_id, id, direction, kind, status, number, contact_id, issued_on, due_on, currency,
  exchange_rate, net_amount, vat_amount, total_amount, total_in_books, account_code, treatment, payment_reference,
  document_id, entry_id, created_at, issued_at, vat_groups)
select tenant_id, id, 'purchase', kind, case status when 'booked' then 'issued' else status end, number, contact_id,
  issued_on, due_on, currency, exchange_rate, abs(net_amount), abs(vat_amount), abs(total_amount), abs(total_in_books),
  account_code, treatment, payment_reference, document_id, entry_id, created_at, created_at, '[]'
  from accounting.purchase_invoices;
insert into accounting.invoice_lines (tenant_id, id, invoice_id, position, description, quantity, unit_price, treatment,
  vat_rate, account_code, net_amount)
select tenant_id, id, id, 0, coalesce(number, ''), 1, abs(net_amount), treatment,
  case when net_amount = 0 then 0 else round(100 * vat_amount / net_amount) end, account_code, abs(net_amount)
  from accounting.purchase_invoices;
drop table accounting.purchase_invoices;
alter table accounting.postings force row level security;
alter table accounting.accounts force row level security;
create trigger lines_of_issued_invoice_stay before insert or update or delete on accounting.invoice_lines
  for each row execute function accounting.lines_of_issued_invoice_stay();
