import { ArrowDown, ArrowUp, Minus } from 'lucide-react';
import type { BankLineRead, CandidateRead } from '@/api/gen/types.gen';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatRate, isZero } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { Badge } from '@/ui/badge';
import { DateText } from '@/ui/date-text';
import { partsOf } from './draft';
import { ExchangeResult } from './exchange-result';
import { type Told, told } from './reasons';

interface CandidateCardProps {
  candidate: CandidateRead;
  line: BankLineRead;
  /** Likelihoods are each candidate's own and do not add up: only the first says its figure. */
  first: boolean;
  chosen: boolean;
  onChoose: () => void;
}

const SPEAKS = {
  for: { icon: ArrowUp, colour: 'text-pos' },
  against: { icon: ArrowDown, colour: 'text-warn' },
  neither: { icon: Minus, colour: 'text-muted' },
};

/** What a line could settle: the items, what speaks for and against, and what becomes of a difference. */
export function CandidateCard({ candidate, line, first, chosen, onChoose }: CandidateCardProps) {
  const t = useT('banking');
  const { items, kind } = candidate;
  const locale = useFormatLocale();
  return (
    <label
      className={`block cursor-pointer rounded-lg border px-4 py-3 has-focus-visible:outline-2 has-focus-visible:outline-accent ${chosen ? 'border-accent bg-accent-soft/50' : 'border-line hover:border-edge'}`}
    >
      <input type="radio" name={`candidate-${line.id}`} checked={chosen} onChange={onChoose} className="sr-only" />
      <span className="flex flex-wrap items-center gap-2">
        <Badge tone={candidate.is_sure ? 'good' : 'neutral'}>{t(`kinds.${kind}`)}</Badge>
        {kind !== 'rule' && (
          <span className="figures text-sm text-muted">
            {first ? t('chance', { percent: Math.min(99, Math.floor(candidate.score * 100)) }) : t('alsoPossible')}
          </span>
        )}
        {candidate.solutions > 1 && <Badge tone="warn">{t('solutions', { count: candidate.solutions })}</Badge>}
      </span>
      <span className="mt-2 block">
        {items.map((item) => (
          <span key={item.id} className="flex items-baseline gap-3">
            <span className="min-w-0 flex-1">
              <span className="font-medium">{item.number || t(`itemTypes.${item.type}`)}</span>{' '}
              <span className="text-muted">{item.name}</span>
              <span className="block text-sm text-muted">
                {t(`itemTypes.${item.type === 'invoice' && item.kind === 'credit_note' ? 'credit_note' : item.type}`)} ·{' '}
                <DateText day={item.dated_on} />
                {item.due_on && (
                  <>
                    {' '}
                    · {t('dueOn')} <DateText day={item.due_on} />
                  </>
                )}
              </span>
            </span>
            <span className="num">
              <Amount value={item.amount} currency={item.currency} />
            </span>
          </span>
        ))}
        {kind === 'transfer' && <span className="font-medium">{t('transferText')}</span>}
        {kind === 'rule' && <RuleText candidate={candidate} line={line} />}
      </span>
      <Difference candidate={candidate} line={line} />
      {partsOf(candidate, line).map(
        (part) => part.type === 'invoice' && <ExchangeResult key={part.id} part={part} line={line} />,
      )}
      <ul className="mt-2 flex flex-col gap-0.5 text-sm">
        {told(candidate.reasons, locale).map((one) => (
          <Reason key={one.key} told={one} />
        ))}
      </ul>
    </label>
  );
}

/** The name of a rule, and what it books where. */
function RuleText({ candidate, line }: { candidate: CandidateRead; line: BankLineRead }) {
  const t = useT('banking');
  const locale = useFormatLocale();
  return (
    <>
      <span className="font-medium">{candidate.rule_name}</span>
      {candidate.parts.map(
        (part, place) =>
          part.type === 'account' && (
            // biome-ignore lint/suspicious/noArrayIndexKey: two shares may be alike
            <span key={place} className="flex items-baseline gap-3 text-sm text-muted">
              <span className="flex-1">
                {t('booksOn', { code: part.account_code })}
                {part.vat_rate && ` · ${t('ruleVat', { percent: formatRate(String(part.vat_rate), locale) })}`}
              </span>
              <span className="num">
                <Amount value={part.amount ?? line.open_amount} currency={line.currency} />
              </span>
            </span>
          ),
      )}
    </>
  );
}

function Reason({ told: { key, values, speaks } }: { told: Told }) {
  const t = useT('banking');
  const { icon: Icon, colour } = SPEAKS[speaks];
  const known = `reason.${key}` as 'reason.number';
  if (!t.has(known)) return null;
  return (
    <li className="flex items-start gap-1.5">
      <Icon size={14} aria-hidden className={`mt-0.5 shrink-0 ${colour}`} />
      <span>
        <span className="sr-only">{t(`speaks.${speaks}`)} </span>
        {t(known, {
          first: '',
          second: '',
          count: 0,
          percent: '',
          currency: '',
          rate: '',
          words: '',
          ...values,
        } as never)}
      </span>
    </li>
  );
}

/** How far line and items are apart, and where that would go. */
function Difference({ candidate, line }: { candidate: CandidateRead; line: BankLineRead }) {
  const t = useT('banking');
  if (isZero(candidate.difference)) return null;
  const [part] = candidate.parts;
  const account = candidate.parts.find((one) => one.type === 'account');
  const goes =
    part?.type === 'invoice' && part.discount && !isZero(String(part.discount))
      ? t('differenceTo.discount')
      : part?.type === 'invoice' && part.write_off && !isZero(String(part.write_off))
        ? t('differenceTo.write_off')
        : account
          ? t('differenceTo.account', { code: account.account_code })
          : t('differenceTo.open');
  return (
    <span className="mt-1 flex flex-wrap items-baseline justify-between gap-x-3 border-t border-line pt-1 text-sm">
      <span className="text-muted">
        {t('difference')}: {goes}
      </span>
      <span className="num text-warn">
        <Amount value={candidate.difference} currency={line.currency} />
      </span>
    </span>
  );
}
