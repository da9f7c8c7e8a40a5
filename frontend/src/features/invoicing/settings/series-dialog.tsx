import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { NumberSeriesRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { useChooseSeries } from './mutations';

interface SeriesDialogProps {
  open: boolean;
  onClose: () => void;
  series: NumberSeriesRead;
}

export default function SeriesDialog({ open, onClose, series }: SeriesDialogProps) {
  const t = useT('invoicingSettings');
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t('changeTitle', { kind: t(`kind.${series.kind}`) })}
      text={t('changeText', { year: String(series.year) })}
    >
      <SeriesForm onClose={onClose} series={series} />
    </Dialog>
  );
}

/** The letters of the series, and while it has given out nothing of that year, where it begins. */
function SeriesForm({ onClose, series }: Omit<SeriesDialogProps, 'open'>) {
  const t = useT('invoicingSettings');
  const common = useT('common');
  const choose = useChooseSeries();
  const [letters, setLetters] = useState(series.series);
  const [number, setNumber] = useState(String(series.last_number + 1));
  const [wrong, setWrong] = useState<'letters' | 'number' | null>(null);
  const { byField, rest } = useFormErrors(choose.error, ['series', 'next_number']);
  const other = letters !== series.series;
  const fixed = series.begun && !other;
  const next = Number(number);
  const begins = !fixed && (other || next !== series.last_number + 1);

  function save(event: FormEvent) {
    event.preventDefault();
    const mistake = !/^[A-Z]{1,8}$/.test(letters)
      ? 'letters'
      : !fixed && !/^[1-9]\d{0,5}$/.test(number.trim())
        ? 'number'
        : null;
    setWrong(mistake);
    if (mistake) return;
    choose.mutate(
      {
        series,
        asked: { series: letters, next_number: begins && !other ? next : other ? given() : null, year: series.year },
      },
      {
        onSuccess: (chosen) => {
          onClose();
          toast({ tone: 'done', title: t('saved', { next: chosen.next }) });
        },
      },
    );
  }

  /** Of another series only a beginning that somebody typed: it may have given out numbers before. */
  const given = () => (number === String(series.last_number + 1) ? null : next);

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label={t('letters')}
          value={letters}
          maxLength={8}
          autoComplete="off"
          autoCapitalize="characters"
          hint={t('lettersHint')}
          onChange={(event) => setLetters(event.target.value.toUpperCase())}
          error={wrong === 'letters' ? t('lettersWrong') : byField.series}
        />
        <TextField
          label={t('nextNumber')}
          value={fixed ? String(series.last_number + 1) : number}
          inputMode="numeric"
          autoComplete="off"
          disabled={fixed}
          hint={t(fixed ? 'nextFixed' : 'nextHint')}
          onChange={(event) => setNumber(event.target.value)}
          error={wrong === 'number' ? t('numberWrong') : byField.next_number}
        />
      </div>
      <FormProblem messages={rest} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={choose.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
