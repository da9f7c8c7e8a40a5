alter table accounting.tenants
  add column enterprise_number text,
  add column street text,
  add column postal_code text,
  add column city text,
  add column email text,
  add column phone text,
  add column website text,
  add column legal_form text,
  add column court text,
  add column iban text,
  add column bic text,
  add column logo_key text,
  add column invoice_note text,
  add column vat_period text not null default 'quarter',
  add column vat_regime text not null default 'standard',
  add column payment_days integer not null default 30,
  add column year_starts_in smallint not null default 1,
  add column sends_reminders boolean not null default false,
  add constraint vat_period_is_known check (vat_period in ('month', 'quarter')),
  add constraint vat_regime_is_known check (vat_regime in ('standard', 'small_enterprise', 'exempt')),
  add constraint payment_days_are_sane check (payment_days between 0 and 365),
  add constraint year_starts_in_a_month check (year_starts_in between 1 and 12);

alter table accounting.contacts
  add column enterprise_number text,
  add column is_business boolean not null default true,
  add column email text,
  add column phone text,
  add column language text,
  add column street text,
  add column postal_code text,
  add column city text,
  add column bic text,
  add column payment_days integer,
  add column payment_end_of_month boolean not null default false,
  add column income_account text,
  add column sale_treatment text,
  add column purchase_treatment text,
  add column note text,
  add column archived_at timestamptz,
  add column merged_into_id uuid,
  add column version integer not null default 1,
  add constraint contact_language_is_known check (language in ('nl', 'fr', 'en')),
  add constraint contact_payment_days_are_sane check (payment_days between 0 and 365),
  add constraint contact_is_not_merged_into_itself check (merged_into_id is distinct from id),
  add constraint fk_contacts_merged_into_id foreign key (tenant_id, merged_into_id)
    references accounting.contacts (tenant_id, id);
alter table accounting.contacts no force row level security;
update accounting.contacts set street = address where address is not null;
alter table accounting.contacts force row level security;
alter table accounting.contacts drop column address;
alter table accounting.contacts drop constraint contact_vat_number_is_unique;
drop index accounting.contact_name_is_unique_without_vat_number;
create unique index contact_vat_number_is_unique on accounting.contacts (tenant_id, vat_number)
  where merged_into_id is null;
create unique index contact_name_is_unique_without_vat_number on accounting.contacts (tenant_id, lower(name))
  where vat_number is null and merged_into_id is null;
create index ix_contacts_iban on accounting.contacts (tenant_id, iban) where iban is not null;
create index ix_contacts_merged_into_id on accounting.contacts (tenant_id, merged_into_id)
  where merged_into_id is not null;
alter table accounting.mail_messages add column attachments jsonb not null default '[]';
