import { Popover } from '@base-ui/react/popover';
import { CalendarDays } from 'lucide-react';
import { useT } from '@/i18n/i18n';
import type { Day } from '@/lib/dates';
import { Calendar } from './calendar';

interface DatePopoverProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  value: Day | null;
  onPick: (day: Day) => void;
}

/** The calendar at the end of a date field. */
export default function DatePopover({ open, onOpenChange, value, onPick }: DatePopoverProps) {
  const t = useT('common');
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger
        aria-label={t('openCalendar')}
        className="absolute inset-y-0 right-1 my-auto grid size-7 place-items-center rounded text-muted hover:text-ink"
      >
        <CalendarDays size={15} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="end" className="z-50">
          <Popover.Popup
            aria-label={t('calendar')}
            className="rounded-lg border border-line bg-surface p-3 text-ink shadow-layer outline-none"
          >
            <Calendar value={value} onPick={onPick} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
