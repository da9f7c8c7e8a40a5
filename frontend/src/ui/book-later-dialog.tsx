import { useRef } from 'react';
import { useT } from '@/i18n/i18n';
import type { Day } from '@/lib/dates';
import { useBookLaterWords } from './book-later-words';
import { Button } from './button';
import { Dialog } from './dialog';

export interface BookLaterProps {
  open: boolean;
  /** The first open day. */
  day: Day | null;
  /** What stands on the paper. */
  dated: Day | null;
  busy: boolean;
  onBook: (day: Day) => void;
  onClose: () => void;
}

/** The day on the paper is locked or closed: Enter books it on the first open one. */
export default function BookLaterDialog({ open, day, dated, busy, onBook, onClose }: BookLaterProps) {
  const common = useT('common');
  const kept = useRef(day);
  if (day) kept.current = day; // still said while the dialog fades away
  const words = useBookLaterWords(kept.current, dated);
  return (
    <Dialog open={open} onOpenChange={(now) => !now && onClose()} title={words.title} text={words.text}>
      <div className="mt-2 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button autoFocus variant="primary" busy={busy} onClick={() => day && onBook(day)}>
          {words.book}
        </Button>
      </div>
    </Dialog>
  );
}
