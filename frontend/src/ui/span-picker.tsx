import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatDay, type Period, today } from '@/lib/dates';
import {
  neighbour,
  quarterOf,
  SPAN_KINDS,
  type Span,
  type SpanKind,
  spanAround,
  spanKind,
  type Years,
  yearName,
} from '@/lib/span';
import { IconButton } from './button';
import { DateInput } from './date-field';
import { Select } from './select';

interface SpanPickerProps {
  value: Period;
  onChange: (period: Period) => void;
  /** The company's fiscal years. */
  years?: Years;
}

const OWN = 'own';

/** A year, quarter or month with the ones before and after a click away, or two days of one's own. */
export function SpanPicker({ value, onChange, years = [] }: SpanPickerProps) {
  const t = useT('span');
  const period = useT('period');
  const kind = spanKind(value, years);
  const [own, setOwn] = useState(false);
  const chosen = own || !kind ? OWN : kind;
  const span = kind && value.from && value.to ? { from: value.from, to: value.to } : null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        aria-label={period('label')}
        value={chosen}
        onChange={(event) => {
          const next = event.target.value;
          setOwn(next === OWN);
          if (next !== OWN) onChange(spanAround(next as SpanKind, dayIn(value), years));
        }}
        className="w-32"
      >
        {SPAN_KINDS.map((one) => (
          <option key={one} value={one}>
            {t(one)}
          </option>
        ))}
        <option value={OWN}>{t('own')}</option>
      </Select>
      {chosen === OWN || !span ? (
        <div className="flex items-center gap-1.5">
          <Edge value={value} edge="from" onChange={onChange} />
          <span aria-hidden className="text-muted">
            –
          </span>
          <Edge value={value} edge="to" onChange={onChange} />
        </div>
      ) : (
        <div className="flex items-center">
          <IconButton
            label={t('before')}
            icon={ChevronLeft}
            onClick={() => onChange(neighbour(span, chosen as SpanKind, -1, years))}
          />
          <span aria-live="polite" className="figures min-w-28 text-center font-medium first-letter:uppercase">
            <SpanName span={span} kind={chosen as SpanKind} years={years} />
          </span>
          <IconButton
            label={t('after')}
            icon={ChevronRight}
            onClick={() => onChange(neighbour(span, chosen as SpanKind, 1, years))}
          />
        </div>
      )}
    </div>
  );
}

/** Where to look from: today where the days shown hold it, else their end. */
function dayIn({ from, to }: Period): string {
  const now = today();
  if ((!from || from <= now) && (!to || now <= to)) return now;
  return to ?? from ?? now;
}

function SpanName({ span, kind, years }: { span: Span; kind: SpanKind; years: Years }) {
  const t = useT('span');
  const locale = useFormatLocale();
  if (kind === 'month') return formatDay(span.from, locale, { month: 'long', year: 'numeric' });
  if (kind === 'year') return yearName(span);
  return t('quarterOf', {
    number: String(quarterOf(span, years)),
    year: yearName(spanAround('year', span.from, years)),
  });
}

function Edge({ value, edge, onChange }: SpanPickerProps & { edge: 'from' | 'to' }) {
  const t = useT('period');
  return (
    <div className="w-36">
      <DateInput
        label={t(edge)}
        placeholder={t(edge)}
        value={value[edge] ?? null}
        onChange={(day) => onChange({ ...value, [edge]: day ?? undefined })}
      />
    </div>
  );
}
