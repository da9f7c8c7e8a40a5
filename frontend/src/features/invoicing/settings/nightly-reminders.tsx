import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { companyOptions } from '@/api/company';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Card } from '@/ui/card';
import { ErrorState } from '@/ui/error-state';
import { OptionCards } from '@/ui/option-cards';
import { SkeletonRows } from '@/ui/skeleton';
import { useReminding } from './mutations';

/** Whether the next step of each ladder leaves by itself at night, or waits for somebody. */
export function NightlyReminders({ editable }: { editable: boolean }) {
  const t = useT('invoicingSettings');
  const failure = useFailure();
  const query = useQuery(companyOptions());
  const send = useReminding();
  const company = query.data;
  const shown = { ...company, ...(send.isPending ? send.variables : {}) };
  const on = shown.sends_reminders ?? false;
  const asks = shown.terms_claim_costs ?? false;
  // In the Netherlands the law gives the costs by itself (BW 6:96).
  const needsClause = company?.country === 'BE';
  return (
    <Card title={t('reminders')}>
      <p className="mb-4 max-w-2xl text-pretty text-sm text-muted">
        {t.rich('remindersText', {
          link: (words) => (
            <Link to="/invoices/reminders" className="text-accent underline underline-offset-2">
              {words}
            </Link>
          ),
        })}
      </p>
      {query.isPending && <SkeletonRows rows={2} />}
      {query.isError && (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      {company &&
        (editable ? (
          <div className="flex flex-col gap-4">
            <OptionCards
              legend={t('remindersWho')}
              options={[
                { value: 'person', label: t('byPerson'), hint: t('byPersonHint') },
                { value: 'night', label: t('byNight'), hint: t('byNightHint') },
              ]}
              value={on ? 'night' : 'person'}
              onChange={(chosen) =>
                send.mutate(
                  { company, sends_reminders: chosen === 'night' },
                  {
                    onSuccess: (saved) =>
                      toast({ tone: 'done', title: t(saved.sends_reminders ? 'nowByNight' : 'nowByPerson') }),
                  },
                )
              }
            />
            {needsClause && (
              <>
                <OptionCards
                  legend={t('clause')}
                  options={[
                    { value: 'no', label: t('clauseNo'), hint: t('clauseNoHint') },
                    { value: 'yes', label: t('clauseYes'), hint: t('clauseYesHint') },
                  ]}
                  value={asks ? 'yes' : 'no'}
                  onChange={(chosen) =>
                    send.mutate(
                      { company, terms_claim_costs: chosen === 'yes' },
                      {
                        onSuccess: (saved) =>
                          toast({ tone: 'done', title: t(saved.terms_claim_costs ? 'nowClause' : 'nowNoClause') }),
                      },
                    )
                  }
                />
                <p className="max-w-2xl text-pretty text-sm text-muted">{t('clauseText')}</p>
              </>
            )}
          </div>
        ) : (
          <>
            <p className="font-medium">{t(on ? 'byNight' : 'byPerson')}</p>
            {needsClause && <p className="font-medium">{t(asks ? 'clauseYes' : 'clauseNo')}</p>}
          </>
        ))}
    </Card>
  );
}
