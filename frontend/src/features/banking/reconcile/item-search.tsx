import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useId, useState } from 'react';
import type { OpenItemRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { useDebounced } from '@/lib/use-debounced';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { INPUT } from '@/ui/field-look';
import { foundItemsOptions } from './queries';

interface ItemSearchProps {
  lineId: string;
  taken: readonly string[];
  onPick: (item: OpenItemRead) => void;
}

const PAUSE = 200;
const MOST = 8;

/** Finds open items by number, name, text or amount; each hit is a button below the field. */
export function ItemSearch({ lineId, taken, onPick }: ItemSearchProps) {
  const t = useT('banking');
  const list = useId();
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), PAUSE);
  const { data, isFetching } = useQuery({ ...foundItemsOptions(q, lineId), enabled: q.length > 0 });
  const hits = q ? (data ?? []).filter((item) => !taken.includes(item.id)).slice(0, MOST) : [];
  return (
    <div className="min-w-60 flex-1">
      <div className="relative">
        <Search
          size={15}
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-muted"
        />
        <input
          type="search"
          aria-label={t('findItem')}
          aria-controls={list}
          placeholder={t('findItem')}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            // Enter takes the first hit, and books nothing.
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            const [first] = hits;
            if (first) pick(first);
          }}
          className={`${INPUT} pl-8`}
        />
      </div>
      <div id={list}>
        {q && !isFetching && hits.length === 0 && (
          <p role="status" className="px-1 py-2 text-sm text-muted">
            {t('noItems')}
          </p>
        )}
        {hits.length > 0 && (
          <ul className="mt-1 overflow-hidden rounded-md border border-line">
            {hits.map((item) => (
              <li key={item.id} className="border-b border-line last:border-0">
                <button
                  type="button"
                  onClick={() => pick(item)}
                  className="flex w-full items-baseline gap-3 px-3 py-1.5 text-left text-sm -outline-offset-2 hover:bg-sunken/60"
                >
                  <span className="min-w-0 flex-1 truncate">
                    <span className="font-medium">{item.number}</span> <span className="text-muted">{item.name}</span>
                  </span>
                  <span className="text-muted">
                    <DateText day={item.dated_on} />
                  </span>
                  <span className="num">
                    <Amount value={item.amount} currency={item.currency} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );

  function pick(item: OpenItemRead) {
    setTyped('');
    onPick(item);
  }
}
