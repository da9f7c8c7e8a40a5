import { CircleAlert, Scale } from 'lucide-react';
import { useFailure, useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { Field } from '@/ui/field';
import { MoneyInput } from '@/ui/money-input';
import { ofSeller } from './seller-missing';
import type { Editor } from './use-editor';
import type { Totals } from './use-totals';
import { useVatName } from './vat-cell';

/** What it comes to, VAT by VAT; what the law has the paper say; and what is still in the way of issuing it. */
export function TotalsPanel({ editor, totals }: { editor: Editor; totals: Totals }) {
  const t = useT('editor');
  const vatName = useVatName();
  const say = useProblemText();
  const failure = useFailure();
  const { answer, stale, others, error } = totals;
  const { direction, vat_amount, currency } = editor.draft;
  const messages = [...new Set(others.filter((one) => !ofSeller(one.field)).map((one) => say(one)))];
  const row = 'flex items-baseline justify-between gap-4';
  return (
    <section aria-label={t('totals')} className="rounded-lg border border-line bg-surface p-4">
      <dl
        aria-live="polite"
        aria-busy={stale}
        className={`flex flex-col gap-1.5 transition-opacity duration-150 ${stale ? 'opacity-60' : ''}`}
      >
        <div className={row}>
          <dt className="text-muted">{t('net')}</dt>
          <dd className="num">
            <Amount value={answer?.net_amount ?? '0.00'} />
          </dd>
        </div>
        {answer?.vat_groups.map((group) => (
          <div key={`${group.treatment}-${group.vat_rate}`} className={row}>
            <dt className="min-w-0 text-muted">
              {t.rich('vatOn', {
                vat: vatName(group.treatment, group.vat_rate, group.treatment !== 'domestic'),
                base: () => <Amount value={group.net_amount} />,
              })}
            </dt>
            <dd className="num">
              <Amount value={group.vat_amount} />
            </dd>
          </div>
        ))}
        <div className={`${row} mt-1 border-t border-line pt-2 text-lg font-semibold`}>
          <dt>{t('total')}</dt>
          <dd className="num">
            <Amount value={answer?.total_amount ?? '0.00'} currency={answer?.currency ?? currency} />
          </dd>
        </div>
      </dl>
      {direction === 'purchase' && (
        <div className="mt-3 border-t border-line pt-3">
          <Field label={t('vatOnPaper')} hint={t('vatOnPaperHint')}>
            {(ids) => (
              <MoneyInput {...ids} value={vat_amount} onChange={(amount) => editor.put({ vat_amount: amount })} />
            )}
          </Field>
        </div>
      )}
      {answer?.mentions.map((mention) => (
        <p key={mention} className="mt-3 flex gap-2 border-t border-line pt-3 text-sm">
          <Scale size={15} aria-hidden className="mt-0.5 shrink-0 text-muted" />
          <span>
            <span className="text-muted">{t('printed')}</span> {mention}
          </span>
        </p>
      ))}
      {messages.map((message) => (
        <p key={message} role="status" className="mt-3 flex gap-2 text-sm text-warn">
          <CircleAlert size={15} aria-hidden className="mt-0.5 shrink-0" />
          {message}
        </p>
      ))}
      {error !== null && error !== undefined && (
        <p role="alert" className="mt-3 text-sm text-neg">
          {failure(error).detail}
        </p>
      )}
    </section>
  );
}
