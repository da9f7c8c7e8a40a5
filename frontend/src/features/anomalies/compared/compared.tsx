import type { ComparedWith, EntryShown, FindingDetail } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { figureOf } from '../reason-words';
import { Ibans } from './ibans';
import { Pair } from './pair';
import { SplitParts } from './split-parts';

const OTHERS: readonly ComparedWith['control'][] = [
  'near_duplicate',
  'same_invoice_twice',
  'other_counterparty',
  'number_twice',
];

/** What a finding is compared with, in the way that shows it best. */
export function Compared({ finding }: { finding: FindingDetail }) {
  const t = useT('anomalies');
  const { entry, compared_with, reasons } = finding;
  if (!entry || compared_with.length === 0) return null;
  const others = new Map<string, EntryShown>();
  for (const { control, entries } of compared_with)
    if (OTHERS.includes(control)) for (const other of entries) others.set(other.entry_id, other);
  const of = (control: ComparedWith['control']) => ({
    entries: compared_with.find((one) => one.control === control)?.entries,
    reason: reasons.find((one) => one.control === control),
  });
  const [split, changed, shared] = [of('split'), of('iban_changed'), of('iban_shared')];
  return (
    <section aria-label={t('comparedWith')} className="flex flex-col gap-5 border-b border-line px-4 py-3">
      {[...others.values()].map((other) => (
        <Pair key={other.entry_id} entry={entry} other={other} />
      ))}
      {split.entries && split.reason && <SplitParts entry={entry} parts={split.entries} reason={split.reason} />}
      {changed.entries && changed.reason && (
        <Ibans
          title={t('ibanBefore')}
          now={figureOf(changed.reason, 'iban')}
          before={figureOf(changed.reason, 'former')}
          entries={changed.entries}
        />
      )}
      {shared.entries && shared.reason && (
        <Ibans title={t('ibanOthers')} now={figureOf(shared.reason, 'iban')} entries={shared.entries} />
      )}
    </section>
  );
}
