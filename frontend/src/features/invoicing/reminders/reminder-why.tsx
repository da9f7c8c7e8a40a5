import { Link } from '@tanstack/react-router';
import type { ReminderProposal } from '@/api/gen/types.gen';
import { useCurrency } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { isZero } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';

/** Which step this is and why it is due, in the words of the rule that it follows. */
export function ReminderWhy({ proposal }: { proposal: ReminderProposal }) {
  const t = useT('reminders');
  const books = useCurrency();
  const { rule, rate_published_until: published, credit_note_id: note } = proposal;
  const known = `rule.${rule}` as 'rule.free';
  const costs = !isZero(proposal.fee) || !isZero(proposal.interest);
  return (
    <div className="text-sm">
      <p>
        <span className="font-medium">{t(`level.${Math.min(proposal.level, 3) as 1}`)}</span>{' '}
        {t('lateBy', { count: proposal.days_late })}
      </p>
      <p className="text-muted">{t.has(known) ? t(known) : rule}</p>
      <p className="text-muted">
        {costs
          ? t.rich('asks', {
              fee: () => <Amount value={proposal.fee} currency={books} />,
              interest: () => <Amount value={proposal.interest} currency={proposal.currency} />,
            })
          : t('free')}
      </p>
      {note && (
        <p className="text-warn">
          {t.rich('inFavour', {
            amount: () => <Amount value={proposal.in_their_favour} currency={proposal.currency} />,
            link: (words) => (
              <Link to="/invoices/$invoiceId" params={{ invoiceId: note }} className="underline underline-offset-2">
                {words}
              </Link>
            ),
          })}
        </p>
      )}
      {published && <p className="text-warn">{t.rich('rateAssumed', { day: () => <DateText day={published} /> })}</p>}
    </div>
  );
}
