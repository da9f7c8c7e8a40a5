import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { accountsOptions } from '@/api/accounts';
import type { ContactRead } from '@/api/gen/types.gen';
import { LANGUAGE_NAMES, useT } from '@/i18n/i18n';
import { Card } from '@/ui/card';
import { CopyButton } from '@/ui/copy-button';
import { useCountries } from './countries';

/** What is known of them; what is not known is not listed. */
export function ContactFacts({ contact }: { contact: ContactRead }) {
  const t = useT('contacts');
  const treatment = useT('treatment');
  const countries = useCountries();
  const chart = useQuery(accountsOptions()).data ?? [];
  const country = countries.find((one) => one.code === contact.country)?.name ?? contact.country;
  const accountName = (code: string | null) =>
    code && [code, chart.find((one) => one.code === code)?.name].filter(Boolean).join(' ');
  const named = (one: string | null) => one && treatment(`name.${one}` as 'name.domestic');
  const copied = (text: string | null, what: string) =>
    text && (
      <span className="inline-flex max-w-full items-center gap-1">
        <span className="figures truncate">{text}</span>
        <CopyButton small text={text} what={what} />
      </span>
    );
  const facts: [string, ReactNode][] = [
    [t('vatNumber'), copied(contact.vat_number, t('vatNumber'))],
    [t('enterpriseNumber'), contact.enterprise_number],
    [
      t('address'),
      (contact.address || country) && (
        <span className="whitespace-pre-line">{[contact.address, country].filter(Boolean).join('\n')}</span>
      ),
    ],
    [
      t('email'),
      contact.email && (
        <a href={`mailto:${contact.email}`} className="break-all text-accent hover:underline">
          {contact.email}
        </a>
      ),
    ],
    [t('phone'), contact.phone],
    [t('language'), contact.language && LANGUAGE_NAMES[contact.language]],
    [t('iban'), copied(contact.iban, t('iban'))],
    [t('bic'), contact.bic],
    [
      t('paymentTerms'),
      contact.payment_days !== null &&
        t(contact.payment_end_of_month ? 'daysEndOfMonth' : 'days', { count: contact.payment_days }),
    ],
    [t('incomeAccount'), contact.is_customer && accountName(contact.income_account)],
    [t('saleTreatment'), contact.is_customer && named(contact.sale_treatment)],
    [t('costAccount'), contact.is_supplier && accountName(contact.cost_account)],
    [t('purchaseTreatment'), contact.is_supplier && named(contact.purchase_treatment)],
    [t('note'), contact.note && <span className="whitespace-pre-line">{contact.note}</span>],
  ];
  const known = facts.filter(([, value]) => value);
  return (
    <Card title={t('facts')}>
      {known.length === 0 && <p className="text-muted">{t('nothingKnown')}</p>}
      <dl className="flex flex-col gap-3">
        {known.map(([label, value]) => (
          <div key={label} className="min-w-0">
            <dt className="text-sm text-muted">{label}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
