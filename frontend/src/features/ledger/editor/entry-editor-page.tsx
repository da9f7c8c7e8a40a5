import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { isZero } from '@/lib/money';
import { NotAllowed } from '@/ui/not-allowed';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { entryOptions, templateOptions } from '../queries';
import { fromPosting } from './draft';
import { EntryForm, type EntryStart } from './entry-form';

const route = getRouteApi('/_app/journal/new');

/** An entry made by hand, from nothing, from a template, or like one that was made before. */
export function EntryEditorPage() {
  const t = useT('books');
  const may = useMay();
  const { template, copy } = route.useSearch();
  const fromTemplate = useQuery({ ...templateOptions(template ?? ''), enabled: Boolean(template) });
  const fromEntry = useQuery({ ...entryOptions(copy ?? ''), enabled: Boolean(copy) && !template });
  const waiting = (template && fromTemplate.isPending) || (copy && !template && fromEntry.isPending);
  return (
    <div className="mx-auto max-w-4xl">
      <Link to="/journal" className="mb-3 inline-flex items-center gap-1.5 rounded text-sm text-muted hover:text-ink">
        <ArrowLeft size={14} aria-hidden />
        {t('toJournal')}
      </Link>
      <PageHeader title={t('newEntry')} />
      {!may('ledger:post') ? (
        <NotAllowed />
      ) : waiting ? (
        <SkeletonRows rows={4} />
      ) : (
        <EntryForm key={template ?? copy ?? 'new'} start={startOf()} />
      )}
    </div>
  );

  function startOf(): EntryStart {
    const model = fromTemplate.data;
    if (template && model) {
      return { journal: model.journal, memo: model.memo, lines: model.postings.map(fromPosting), template: model.id };
    }
    const entry = fromEntry.data;
    if (copy && entry) {
      const lines = entry.postings.map(({ debit, credit, currency, amount_in_currency: typed, tags, ...rest }) => {
        const amount = currency && typed ? typed.replace(/^-/, '') : null;
        const onDebit = !isZero(debit);
        return fromPosting({
          ...rest,
          debit: onDebit ? (amount ?? debit) : null,
          credit: onDebit ? null : (amount ?? credit),
          currency: currency ?? null,
          tags: tags ?? [],
        });
      });
      return { journal: entry.journal, memo: entry.memo, lines };
    }
    return {};
  }
}
