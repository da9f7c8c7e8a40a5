import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { OpeningRead } from '@/api/gen/types.gen';
import { useBooksAccounts, useCurrency, useMay } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import type { Tagged } from '@/api/versions';
import { useT } from '@/i18n/i18n';
import { today } from '@/lib/dates';
import { isZero } from '@/lib/money';
import { toast } from '@/lib/toasts';
import { useLeaveWarning } from '@/lib/use-leave-warning';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { DateInput } from '@/ui/date-field';
import { ErrorState } from '@/ui/error-state';
import { Field } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { BalanceBar } from '../editor/balance-bar';
import { type DraftLine, differenceOf, emptyLine, emptyLines, filledLines } from '../editor/draft';
import { PostingsEditor } from '../editor/postings-editor';
import { PostedTable } from '../posted-table';
import { useSetOpening } from './mutations';
import { type DraftItem, draftOf, setOf } from './opening-draft';
import { OpeningItems } from './opening-items';
import { openingOptions } from './queries';

/** What stood on the accounts when these books began. */
export function OpeningPage() {
  const t = useT('books');
  const failure = useFailure();
  const query = useQuery(openingOptions());
  const posts = useMay()('ledger:post');
  return (
    <>
      <PageHeader title={t('parts.opening')} />
      <p className="-mt-2 mb-5 max-w-2xl text-pretty text-muted">{t('openingText')}</p>
      {query.isPending && <SkeletonRows rows={5} />}
      {query.isError && (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      {query.data && !posts && query.data.entry && (
        <div className="rounded-lg border border-line bg-surface px-4 py-2">
          <PostedTable postings={query.data.entry.postings} />
        </div>
      )}
      {query.data && posts && <OpeningForm key={query.data.entry?.id ?? 'none'} opening={query.data} />}
    </>
  );
}

function linesOf({ balances }: OpeningRead): DraftLine[] {
  if (balances.length === 0) return emptyLines();
  return balances.map((line) => ({
    ...emptyLine(),
    account: line.account_code,
    debit: isZero(line.debit) ? null : line.debit,
    credit: isZero(line.credit) ? null : line.credit,
    memo: line.memo ?? '',
    contact: line.contact_id ?? null,
  }));
}

function OpeningForm({ opening }: { opening: Tagged<OpeningRead> }) {
  const t = useT('books');
  const currency = useCurrency();
  const suspense = useBooksAccounts()?.suspense ?? null;
  const [day, setDay] = useState<string | null>(opening.entry?.booked_on ?? `${today().slice(0, 4)}-01-01`);
  const [lines, setLines] = useState<readonly DraftLine[]>(() => linesOf(opening));
  const [items, setItems] = useState<readonly DraftItem[]>(() => opening.items.map(draftOf));
  const [toSuspense, setToSuspense] = useState(false);
  const save = useSetOpening();
  const typed = JSON.stringify([day, filledLines(lines), items]);
  const [saved, setSaved] = useState(typed);
  useLeaveWarning(typed !== saved && !save.isPending);
  const { byField, rest } = useFormErrors(save.error, ['booked_on', ...items.map((_, place) => `items.${place}`)]);
  const filled = filledLines(lines);
  const even = isZero(differenceOf(filled) ?? '0');

  function send(event: FormEvent) {
    event.preventDefault();
    if (!day) return;
    save.mutate(
      {
        seen: opening.etag,
        body: {
          booked_on: day,
          balances: filled.map((line) => ({
            account_code: line.account ?? '',
            debit: line.debit,
            credit: line.credit,
            contact_id: line.contact,
            memo: line.memo || null,
          })),
          items: items.map(setOf),
          difference_account: toSuspense && !even ? suspense : null,
        },
      },
      {
        onSuccess: () => {
          setSaved(typed);
          toast({ tone: 'done', title: t('openingSaved') });
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={send} className="flex max-w-4xl flex-col gap-4">
      <div className="rounded-lg border border-line bg-surface">
        <div className="flex flex-wrap items-end gap-4 border-b border-line p-4">
          <div className="w-40">
            <Field label={t('openingDay')} error={byField.booked_on}>
              {(ids) => <DateInput {...ids} value={day} onChange={setDay} />}
            </Field>
          </div>
          {opening.entry && (
            <p className="text-sm text-muted">
              {t('openedBy')}{' '}
              <Link
                to="/journal/$entryId"
                params={{ entryId: opening.entry.id }}
                className="figures rounded font-medium text-accent hover:underline"
              >
                {opening.entry.number}
              </Link>
            </p>
          )}
        </div>
        <PostingsEditor lines={lines} onChange={setLines} plain />
        <BalanceBar lines={filled} currency={currency} />
      </div>
      {!even && (
        <Checkbox
          checked={toSuspense}
          onChange={setToSuspense}
          label={t('toSuspense', { account: suspense ?? '' })}
          hint={t('toSuspenseHint')}
        />
      )}
      <OpeningItems
        day={day ?? ''}
        lines={filled}
        items={items}
        onChange={setItems}
        errors={byField}
        imports={opening.entry !== null}
      />
      <FormProblem messages={rest} />
      <div className="flex justify-end">
        <Button
          type="submit"
          variant="primary"
          busy={save.isPending}
          disabled={!day || filled.length === 0 || filled.some((line) => !line.account) || (!even && !toSuspense)}
        >
          {t('saveOpening')}
        </Button>
      </div>
    </form>
  );
}
