import { CalendarCog, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { FiscalYearRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { onDemand } from '@/ui/on-demand';
import { useRemoveYear } from './mutations';

const ReviseYearDialog = onDemand(async () => ({ default: (await import('./year-days-dialog')).ReviseYearDialog }));

/** The days of an open year can be changed, and a year without entries can go. */
export function YearDays({ year }: { year: FiscalYearRead }) {
  const t = useT('books');
  const remove = useRemoveYear();
  const [asking, setAsking] = useState<'days' | 'removal' | null>(null);
  const close = () => setAsking(null);
  const { name } = year;
  return (
    <>
      <Button size="sm" icon={CalendarCog} onClick={() => setAsking('days')}>
        {t('changeDays')}
      </Button>
      {year.is_empty && (
        <Button size="sm" icon={Trash2} onClick={() => setAsking('removal')}>
          {t('removeYear')}
        </Button>
      )}
      <ReviseYearDialog open={asking === 'days'} year={year} onClose={close} />
      <Confirm
        open={asking === 'removal'}
        onOpenChange={(open) => !open && close()}
        title={t('removeYearTitle', { name })}
        text={t('removeYearText')}
        confirm={t('removeYear')}
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(year, {
            onSuccess: () => toast({ tone: 'done', title: t('yearRemoved', { name }) }),
            onSettled: close,
          })
        }
      />
    </>
  );
}
