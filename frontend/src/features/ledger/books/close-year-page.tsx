import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft, CircleCheck, LockKeyhole, OctagonX, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { CheckRead, Closing } from '@/api/gen/types.gen';
import { useCurrency, useMay } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { isZero } from '@/lib/money';
import { toast } from '@/lib/toasts';
import { Amount, useAmountText } from '@/ui/amount';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Confirm } from '@/ui/confirm';
import { ErrorState } from '@/ui/error-state';
import { Field } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { MoneyInput } from '@/ui/money-input';
import { NotAllowed } from '@/ui/not-allowed';
import { PageHeader } from '@/ui/page-header';
import { PostingsTable } from '@/ui/postings-table';
import { SkeletonRows } from '@/ui/skeleton';
import { useCloseYear } from './mutations';
import { closingOptions, type Shares } from './queries';

const route = getRouteApi('/_app/books/years/$yearId');
type Check = CheckRead['check'];

/** What closing a year would do and what stands in its way, before anything is done. */
export function CloseYearPage() {
  const t = useT('books');
  const may = useMay();
  const failure = useFailure();
  const { yearId } = route.useParams();
  const [shares, setShares] = useState<Shares>({ legal_reserve: '0.00', dividends: '0.00' });
  const query = useQuery(closingOptions(yearId, shares));
  const closing = query.data;
  return (
    <div className="mx-auto max-w-3xl">
      <Link
        to="/books/years"
        className="mb-3 inline-flex items-center gap-1.5 rounded text-sm text-muted hover:text-ink"
      >
        <ArrowLeft size={14} aria-hidden />
        {t('parts.years')}
      </Link>
      <PageHeader title={closing ? t('closeYearName', { name: closing.year.name }) : t('closeYear')} />
      {!may('ledger:close') ? (
        <NotAllowed />
      ) : query.isPending ? (
        <SkeletonRows rows={8} />
      ) : closing ? (
        <Preview closing={closing} shares={shares} onShares={setShares} error={query.error} />
      ) : (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
    </div>
  );
}

interface PreviewProps {
  closing: Closing;
  shares: Shares;
  onShares: (shares: Shares) => void;
  /** Why these shares cannot be. */
  error: unknown;
}

function Preview({ closing, shares, onShares, error }: PreviewProps) {
  const t = useT('books');
  const currency = useCurrency();
  const money = useAmountText();
  const navigate = route.useNavigate();
  const close = useCloseYear(closing.year.id);
  const [accepted, setAccepted] = useState<readonly Check[]>([]);
  const [asking, setAsking] = useState(false);
  const { byField, rest } = useFormErrors(error ?? close.error, ['legal_reserve', 'dividends']);
  const open = closing.checks.filter((one) => !one.holds);
  const ready = closing.can_be_closed && open.every((one) => one.prevents || accepted.includes(one.check));

  function confirm() {
    close.mutate(
      { ...shares, accept: [...accepted], seen: closing.year.version },
      {
        onSuccess: ({ name }) => {
          toast({ tone: 'done', title: t('yearClosed', { name }) });
          void navigate({ to: '/books/years' });
        },
        onSettled: () => setAsking(false),
      },
    );
  }

  return (
    <div className="flex flex-col gap-4">
      <Card title={t('checks')} padded={false}>
        <ul>
          {closing.checks.map((one) => (
            <CheckLine
              key={one.check}
              found={one}
              accepted={accepted.includes(one.check)}
              onAccept={(on) =>
                setAccepted((now) => (on ? [...now, one.check] : now.filter((other) => other !== one.check)))
              }
            />
          ))}
        </ul>
      </Card>
      <Card
        title={t('appropriation')}
        aside={
          <span className="font-semibold">
            {t('result')} <Amount value={closing.result} currency={currency} signed />
          </span>
        }
      >
        {!isZero(closing.appropriated_by_hand) && (
          <p className="mb-4">
            {t('byHand', {
              amount: money(closing.appropriated_by_hand, currency),
              available: money(closing.available, currency),
            })}
          </p>
        )}
        <div className="mb-4 grid grid-cols-2 gap-3 max-md:grid-cols-1">
          {(['legal_reserve', 'dividends'] as const).map((share) => (
            <Field key={share} label={t(`shares.${share}`)} error={byField[share]} hint={t(`shareHints.${share}`)}>
              {(ids) => (
                <MoneyInput
                  {...ids}
                  value={shares[share]}
                  onChange={(value) => onShares({ ...shares, [share]: value ?? '0.00' })}
                />
              )}
            </Field>
          ))}
        </div>
        {closing.postings.length > 0 ? (
          <PostingsTable postings={closing.postings} caption={t('appropriation')} />
        ) : (
          <p className="text-muted">{t('nothingToAppropriate')}</p>
        )}
      </Card>
      <FormProblem messages={rest} />
      <div className="flex items-center justify-end gap-3">
        {!ready && <p className="text-sm text-muted">{t('notReady')}</p>}
        <Button variant="primary" icon={LockKeyhole} disabled={!ready} onClick={() => setAsking(true)}>
          {t('closeYear')}
        </Button>
      </div>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('closeYearName', { name: closing.year.name })}
        text={t('closeYearConfirm')}
        confirm={t('closeYear')}
        busy={close.isPending}
        onConfirm={confirm}
      />
    </div>
  );
}

interface CheckLineProps {
  found: CheckRead;
  accepted: boolean;
  onAccept: (on: boolean) => void;
}

function CheckLine({ found, accepted, onAccept }: CheckLineProps) {
  const t = useT('books');
  const currency = useCurrency();
  const Icon = found.holds ? CircleCheck : found.prevents ? OctagonX : TriangleAlert;
  const tone = found.holds ? 'text-pos' : found.prevents ? 'text-neg' : 'text-warn';
  return (
    <li className="flex items-start gap-3 border-b border-line px-4 py-2.5 last:border-0">
      <Icon size={17} aria-hidden className={`mt-0.5 shrink-0 ${tone}`} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{t(`check.${found.check}`)}</p>
        {!found.holds && (
          <p className="text-sm text-muted">
            {t(`checkHelp.${found.check}`, { count: found.count ?? 0 })}{' '}
            {found.amount && <Amount value={found.amount} currency={currency} />}
          </p>
        )}
      </div>
      {!found.holds && !found.prevents && (
        <label className="flex min-h-6 items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={accepted}
            onChange={(event) => onAccept(event.target.checked)}
            className="size-4 accent-(--accent)"
          />
          {t('acceptIt')}
        </label>
      )}
    </li>
  );
}
