import { Info } from 'lucide-react';
import { useT } from '@/i18n/i18n';

/** Banks and what their own site calls the file we read best; the names are theirs and the same in every language. */
const BANKS = [
  { name: 'KBC / CBC', formats: ['CODA', 'CAMT.053', 'CSV'], where: 'kbc' },
  { name: 'BNP Paribas Fortis', formats: ['CODA', 'CAMT.053', 'CSV'], where: 'bnp' },
  { name: 'Belfius', formats: ['CODA', 'CAMT.053', 'CSV'], where: 'belfius' },
  { name: 'ING', formats: ['CODA', 'CAMT.053', 'MT940', 'CSV'], where: 'ing' },
  { name: 'Argenta, Crelan, vdk, Beobank', formats: ['CODA', 'CSV'], where: 'smaller' },
  { name: 'ABN AMRO, Rabobank, SNS', formats: ['CAMT.053', 'MT940', 'CSV'], where: 'dutch' },
  { name: 'Wise, Revolut, bunq, Qonto', formats: ['CSV', 'MT940', 'OFX'], where: 'online' },
] as const;

/** Which file to ask of which bank, for who never did this. */
export function WhichFile({ open = false }: { open?: boolean }) {
  const t = useT('banking');
  return (
    <details open={open} className="rounded-lg border border-line bg-surface">
      <summary className="cursor-pointer px-4 py-3 text-sm font-semibold">{t('whichFile')}</summary>
      <div className="border-t border-line px-4 py-3 text-sm">
        <p className="mb-3 max-w-2xl text-pretty text-muted">{t('whichFileText')}</p>
        <ul className="divide-y divide-line">
          {BANKS.map((bank) => (
            <li
              key={bank.name}
              className="grid grid-cols-[14rem_12rem_minmax(0,1fr)] gap-x-4 gap-y-0.5 py-2 max-md:grid-cols-1"
            >
              <span className="font-medium">{bank.name}</span>
              <span className="text-muted">{bank.formats.join(', ')}</span>
              <span className="text-muted">{t(`where.${bank.where}`)}</span>
            </li>
          ))}
        </ul>
        <p className="mt-3 flex items-start gap-1.5 text-muted">
          <Info size={14} aria-hidden className="mt-0.5 shrink-0" />
          {t('whichFileAccountant')}
        </p>
      </div>
    </details>
  );
}
