create function accounting.vat_return_stays() returns trigger language plpgsql as
$$ begin
  if tg_op = 'DELETE' or (old.status, new.status) = ('reopened', 'closed')
     or to_jsonb(old) - 'status' - 'version' <> to_jsonb(new) - 'status' - 'version' then
    raise exception 'the VAT return from % was closed', old.starts_on
      using errcode = 'check_violation', constraint = 'books_are_append_only';
  end if;
  return new;
end $$;
create trigger vat_return_stays before update or delete on accounting.vat_returns
  for each row execute function accounting.vat_return_stays();
create trigger is_never_emptied before truncate on accounting.vat_returns
  for each statement execute function accounting.refuse_change();
revoke update on accounting.vat_returns from app_api;
grant update (status, version) on accounting.vat_returns to app_api;

create function accounting.posted_account_stays() returns trigger language plpgsql as
$$ begin
  perform accounting.hold_books();
  if exists (select from accounting.postings where tenant_id = old.tenant_id and account_id = old.id) then
    raise exception 'account % was posted on', old.code
      using errcode = 'check_violation', constraint = 'books_are_append_only';
  end if;
  return new;
end $$;
create trigger posted_account_stays before update on accounting.accounts for each row
  when ((old.code, old.type, old.is_vat) is distinct from (new.code, new.type, new.is_vat))
  execute function accounting.posted_account_stays();

create function accounting.tags_of_closed_year_stay() returns trigger language plpgsql as
$$ declare tagged uuid := case when tg_op = 'DELETE' then old.posting_id else new.posting_id end;
begin
  perform accounting.hold_books();
  if exists (select from accounting.postings p join accounting.fiscal_years y on y.tenant_id = p.tenant_id
              where p.id = tagged and y.closed_at is not null and p.booked_on between y.starts_on and y.ends_on) then
    raise exception 'the fiscal year of posting % is closed', tagged
      using errcode = 'check_violation', constraint = 'year_is_closed';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger tags_of_closed_year_stay before insert or delete on accounting.posting_tags
  for each row execute function accounting.tags_of_closed_year_stay();
create trigger tags_are_put_anew before update on accounting.posting_tags
  for each row execute function accounting.refuse_change();
revoke update on accounting.posting_tags from app_api;

create function accounting.booked_expense_stays() returns trigger language plpgsql as
$$ declare decided text[] := array['status', 'entry_id', 'reimbursement_entry_id', 'reason', 'decided_by', 'decided_at', 'version'];
begin
  if tg_op = 'DELETE' or to_jsonb(old) - decided <> to_jsonb(new) - decided
     or not accounting.leaves_as_reversed(old.entry_id, new.entry_id)
     or not accounting.leaves_as_reversed(old.reimbursement_entry_id, new.reimbursement_entry_id) then
    raise exception 'expense % is in the books', old.id
      using errcode = 'check_violation', constraint = 'books_are_append_only';
  end if;
  return new;
end $$;
create function accounting.leaves_as_reversed(was uuid, becomes uuid) returns boolean language sql stable as
$$ select was is null or was is not distinct from becomes
       or (becomes is null and exists (select from accounting.journal_entries where reverses_id = was)) $$;
create trigger booked_expense_stays before update or delete on accounting.expenses for each row
  when (old.entry_id is not null) execute function accounting.booked_expense_stays();
alter table accounting.expenses
  drop constraint approved_expense_is_booked,
  add constraint approved_expense_is_booked check ((status in ('approved', 'reimbursed')) = (entry_id is not null));

create or replace function accounting.issued_invoice_stays() returns trigger language plpgsql as
$$ declare happens text[] := array['status', 'contact_id', 'open_amount', 'open_in_books', 'credited_amount', 'offset_amount',
  'internal_note', 'pdf_key', 'pdf_sha256', 'sent_at', 'sent_to', 'sent_by', 'version', 'sign'];
begin
  if old.status = 'draft' then
    if tg_op = 'DELETE' then
      return old;
    end if;
    return new;
  end if;
  if tg_op = 'DELETE' or to_jsonb(old) - happens <> to_jsonb(new) - happens
     or (old.pdf_key is not null and (old.pdf_key, old.pdf_sha256) is distinct from (new.pdf_key, new.pdf_sha256))
     or (new.status <> old.status and (old.kind, old.status, new.status) not in (
           ('invoice', 'issued', 'reversed'), ('credit_note', 'issued', 'reversed'), ('receipt', 'issued', 'reversed'),
           ('quote', 'issued', 'accepted'), ('quote', 'issued', 'declined'), ('quote', 'declined', 'issued')))
     or (new.contact_id <> old.contact_id and not exists (
           select from accounting.contacts where tenant_id = old.tenant_id and id = old.contact_id
              and merged_into_id = new.contact_id)) then
    raise exception 'invoice % was issued', old.id
      using errcode = 'check_violation', constraint = 'issued_invoice_stays_as_it_is';
  end if;
  return new;
end $$;

create or replace function accounting.invoice_is_open_from_issue() returns trigger language plpgsql as
$$ begin
  if tg_op = 'INSERT' then
    new.credited_amount := 0;
    new.offset_amount := 0;
  end if;
  if new.status = 'issued' and new.kind <> 'quote' and (tg_op = 'INSERT' or old.status <> 'issued') then
    new.open_amount := new.total_amount;
    new.open_in_books := new.total_in_books;
  elsif tg_op = 'INSERT' or new.status in ('draft', 'reversed') then
    new.open_amount := 0;
    new.open_in_books := 0;
  end if;
  return new;
end $$;

create function accounting.keep_credited_amount() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as
$$ declare was boolean := tg_op = 'UPDATE' and old.status = 'issued'; is_now boolean := new.status = 'issued';
begin
  if was = is_now then
    return null;
  end if;
  update accounting.invoices
     set credited_amount = credited_amount + case when is_now then new.total_amount else -new.total_amount end
   where tenant_id = new.tenant_id and id = new.credits_id and status = 'issued' and kind in ('invoice', 'receipt');
  if not found then
    raise exception 'invoice % cannot be credited', new.credits_id
      using errcode = 'check_violation', constraint = 'only_issued_invoices_are_credited';
  end if;
  return null;
end $$;
create trigger keep_credited_amount_of_new after insert on accounting.invoices for each row
  when (new.kind = 'credit_note' and new.credits_id is not null) execute function accounting.keep_credited_amount();
create trigger keep_credited_amount after update of status on accounting.invoices for each row
  when (new.kind = 'credit_note' and new.credits_id is not null) execute function accounting.keep_credited_amount();
revoke update (credited_amount) on accounting.invoices from app_api;

alter table accounting.invoices no force row level security;
update accounting.invoices i set credited_amount = c.amount
  from (select i.tenant_id, i.id, coalesce(sum(n.total_amount), 0) as amount
          from accounting.invoices i left join accounting.invoices n
            on n.tenant_id = i.tenant_id and n.credits_id = i.id and n.kind = 'credit_note' and n.status = 'issued'
         group by 1, 2) c
 where c.tenant_id = i.tenant_id and c.id = i.id and c.amount <> i.credited_amount;
alter table accounting.invoices force row level security;

alter table accounting.invoices
  add constraint nothing_open_is_nothing_in_books check ((open_amount = 0) = (open_in_books = 0)),
  add constraint open_in_books_is_part_of_it check (open_in_books between 0 and total_in_books);
alter table accounting.settlements
  add constraint settlement_counts_in_the_books check (sign(amount) = sign(amount_in_books));

create function accounting.minor_units(currency text) returns integer language sql immutable parallel safe as
$$ select case when currency in ('BIF', 'CLP', 'ISK', 'JPY', 'KRW', 'VND') then 0
               when currency in ('BHD', 'KWD', 'OMR', 'TND') then 3 else 2 end $$;
alter table accounting.postings add constraint posting_has_its_currencys_decimals
  check (currency is null or amount_in_currency = round(amount_in_currency, accounting.minor_units(currency)));

create function accounting.amounts_have_their_decimals() returns trigger language plpgsql as
$$ declare decimals integer := coalesce((select accounting.minor_units(currency) from accounting.tenants
                                           where id = accounting.current_tenant()), 2);
begin
  if exists (select from written where debit <> round(debit, decimals) or credit <> round(credit, decimals)) then
    raise exception 'an amount has more than % decimals', decimals
      using errcode = 'check_violation', constraint = 'posting_has_its_currencys_decimals';
  end if;
  return null;
end $$;
create trigger amounts_have_their_decimals after insert on accounting.postings
  referencing new table as written for each statement execute function accounting.amounts_have_their_decimals();
