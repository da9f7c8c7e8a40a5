import { useEffect, useRef, useState } from 'react';
import type { DocumentRead } from '@/api/gen/types.gen';
import { usePageImage } from '@/api/page-image';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import type { Box } from '../document-types';
import { boxesOf, pickedField } from './page-boxes';
import { asText, type FieldName } from './read-fields';
import type { Place } from './remarks';

interface DocumentPageProps {
  document: DocumentRead;
  number: number;
  active: Place | null;
  doubtful: readonly Place[];
  showBoxes: boolean;
  onPick: (field: FieldName) => void;
}

/** One page: fetched when it comes near, its boxes placed in fractions of it. */
export function DocumentPage({ document, number, active, doubtful, showBoxes, onPick }: DocumentPageProps) {
  const t = useT('review');
  const frame = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(number === 1);
  const { address, failed, retry } = usePageImage(document.id, number, near);
  const [loaded, setLoaded] = useState(false);

  useEffect(() => {
    if (near || !frame.current) return;
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && setNear(true), { rootMargin: '600px' });
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, [near]);

  const boxes = boxesOf(document.fields, number);
  return (
    <div
      ref={frame}
      data-page={number}
      className={`relative isolate w-full overflow-hidden rounded border border-line bg-white ${loaded ? '' : 'aspect-[1/1.414]'}`}
    >
      {address && (
        <img
          src={address}
          alt={t('pageOf', { number, count: document.page_count })}
          onLoad={() => setLoaded(true)}
          className="block w-full"
          draggable={false}
        />
      )}
      {!address && !failed && <div aria-hidden className="absolute inset-0 animate-pulse bg-sunken" />}
      {failed && (
        <div className="absolute inset-0 grid place-content-center gap-3 bg-surface text-center text-muted">
          <p>{t('pageFailed')}</p>
          <Button onClick={() => void retry()}>{t('tryAgain')}</Button>
        </div>
      )}
      {loaded &&
        (showBoxes || active) &&
        boxes.map((one) => (
          <FieldBox
            key={one.name}
            name={one.name}
            box={one.box}
            value={asText(one.field.value)}
            sure={!doubtful.includes(one.name)}
            lit={active === one.name}
            faint={!showBoxes}
            onPick={() => onPick(pickedField(boxes, one, active))}
          />
        ))}
    </div>
  );
}

interface FieldBoxProps {
  name: FieldName;
  box: Box;
  value: string | null;
  sure: boolean;
  lit: boolean;
  faint: boolean;
  onPick: () => void;
}

const PAD = 0.004;

function FieldBox({ name, box: [x0, y0, x1, y1], value, sure, lit, faint, onPick }: FieldBoxProps) {
  const t = useT('field');
  const large = name === 'lines' || name === 'vat_breakdown';
  const look = lit
    ? 'z-20 bg-[#0f6b62]/12 outline-2 outline-offset-2 outline-[#0f6b62]'
    : faint
      ? 'hidden'
      : sure
        ? 'border border-[#0f6b62]/55 hover:bg-[#0f6b62]/10'
        : 'border border-[#b26a00]/80 bg-[#ffb648]/15 hover:bg-[#ffb648]/30';
  return (
    <button
      type="button"
      tabIndex={-1}
      data-box={name}
      aria-pressed={lit}
      aria-label={value ? `${t(name)}: ${value}` : t(name)}
      onClick={onPick}
      className={`absolute rounded-xs transition-colors duration-150 ${large ? 'z-0' : 'z-10'} ${look}`}
      style={{
        left: `${(x0 - PAD) * 100}%`,
        top: `${(y0 - PAD / 2) * 100}%`,
        width: `${(x1 - x0 + 2 * PAD) * 100}%`,
        height: `${(y1 - y0 + PAD) * 100}%`,
      }}
    >
      {lit && (
        <span className="absolute -top-6 -left-1 rounded bg-[#0f6b62] px-1.5 text-2xs leading-4 font-medium whitespace-nowrap text-white">
          {t(name)}
        </span>
      )}
    </button>
  );
}
