import { type ReactNode, useMemo } from 'react';
import type { AuditEventRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { type Change, changesOf } from './telling';
import { useEventWords } from './words';

const CELL = 'px-3 py-2 align-top break-words hyphens-auto';

/** What changed: before and after, side by side. */
export function ChangeTable({ event }: { event: AuditEventRead }) {
  const t = useT('audit');
  const { fact } = useEventWords();
  const changes = useMemo(() => changesOf(event), [event]);
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="changes-title">
      <h3 id="changes-title" className="mb-2 text-sm font-semibold">
        {t('changed')}
      </h3>
      <div className="overflow-hidden rounded-md border border-line">
        <table className="w-full table-fixed text-sm">
          <caption className="sr-only">{t('changed')}</caption>
          <thead>
            <tr className="border-b border-line bg-sunken/60 text-left text-xs text-muted">
              <th scope="col" className={`${CELL} w-[28%] font-medium max-sm:w-[36%]`}>
                {t('field')}
              </th>
              <th scope="col" className={`${CELL} font-medium`}>
                {t('before')}
              </th>
              <th scope="col" className={`${CELL} font-medium`}>
                {t('after')}
              </th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.name} className="border-b border-line last:border-0">
                <th scope="row" className={`${CELL} text-left font-normal text-muted first-letter:uppercase`}>
                  {fact(change.name)}
                </th>
                <td className={CELL}>
                  <Value name={change.name} value={change.before} muted />
                </td>
                <td className={CELL}>
                  <Value name={change.name} value={change.after} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface ValueProps {
  name: Change['name'];
  value: unknown;
  muted?: boolean;
}

/** A recorded value as people write it; amounts follow the privacy of the screen. */
export function Value({ name, value, muted = false }: ValueProps): ReactNode {
  const t = useT('audit');
  const { value: told } = useEventWords();
  const empty = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (empty) return <span className="text-muted">{t('nothing')}</span>;
  const text = told(name, value);
  const look = muted ? 'text-muted' : '';
  if (/_amount$|^amount_due$/.test(name) && /^-?\d+(\.\d+)?$/.test(text)) {
    return (
      <span className={look}>
        <Amount value={text} />
      </span>
    );
  }
  if (typeof value === 'object' && text.includes('{')) {
    return <pre className={`font-mono text-xs break-words whitespace-pre-wrap ${look}`}>{text}</pre>;
  }
  return <span className={`whitespace-pre-line ${look}`}>{text}</span>;
}
