import { type ReactNode, useEffect, useRef } from 'react';
import { PRODUCT } from '@/brand';
import { LANGUAGE_NAMES, LOCALES, pickLocale, useLocale, useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { Logo } from '@/ui/logo';

interface EntranceProps {
  title: string;
  text?: ReactNode;
  children?: ReactNode;
  foot?: ReactNode;
  /** Another step took the place of a form: it is read out, and the keyboard goes on from here. */
  arrived?: boolean;
}

/** The frame around everything at the door: the form, what it is for, and the language. */
export function Entrance({ title, text, children, foot, arrived = false }: EntranceProps) {
  const t = useT('entrance');
  const locale = useLocale();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${PRODUCT}`;
    if (arrived) heading.current?.focus();
  }, [title, arrived]);
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,0.85fr)]">
      <div className="flex flex-col px-6 py-6 md:px-10">
        <header className="flex items-center gap-2.5 font-semibold">
          <Logo />
          {PRODUCT}
        </header>
        <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-10">
          <h1
            ref={heading}
            tabIndex={-1}
            className="text-2xl font-semibold tracking-tight text-balance outline-none first-letter:uppercase"
          >
            {title}
          </h1>
          <div className="mt-1 mb-6 text-muted">{text}</div>
          {children}
          {foot && <p className="mt-6 text-muted">{foot}</p>}
        </main>
        <nav aria-label={t('language')} className="flex justify-center gap-1 text-sm lg:justify-start">
          {LOCALES.map((one) => (
            <button
              key={one}
              type="button"
              lang={one}
              aria-pressed={one === locale}
              onClick={() => void pickLocale(one)}
              className="h-8 rounded-md px-2.5 text-muted hover:text-ink aria-pressed:bg-sunken aria-pressed:font-medium aria-pressed:text-ink"
            >
              {LANGUAGE_NAMES[one]}
            </button>
          ))}
        </nav>
      </div>
      <Pitch />
    </div>
  );
}

/** What one gets, shown rather than told: an invoice becoming a balanced entry. */
function Pitch() {
  const t = useT('entrance');
  const rows = [
    ['612', t('pitch.cost'), '1000.00', ''],
    ['411', t('pitch.vat'), '210.00', ''],
    ['440', t('pitch.supplier'), '', '1210.00'],
  ];
  return (
    <aside
      aria-hidden
      className="flex flex-col justify-center gap-10 border-l border-line bg-sunken px-12 max-lg:hidden"
    >
      <p className="max-w-md text-2xl leading-snug font-semibold tracking-tight text-balance">{t('pitch.title')}</p>
      <div className="max-w-md rounded-xl border border-line bg-surface p-5 shadow-layer">
        <p className="mb-3 flex items-center justify-between text-sm">
          <span className="font-semibold">{t('pitch.entry')}</span>
          <span className="rounded bg-pos-soft px-1.5 py-0.5 text-xs font-medium text-pos">{t('pitch.balanced')}</span>
        </p>
        <table className="w-full text-sm">
          <tbody>
            {rows.map(([code, name, debit, credit]) => (
              <tr key={code} className="border-t border-line">
                <td className="figures w-12 py-2 text-muted">{code}</td>
                <td className="py-2">{name}</td>
                <td className="num w-20 py-2">{debit && <Amount value={debit} />}</td>
                <td className="num w-20 py-2">{credit && <Amount value={credit} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="flex max-w-md flex-col gap-2 text-muted">
        {(['read', 'check', 'book'] as const).map((step) => (
          <li key={step}>{t(`pitch.${step}`)}</li>
        ))}
      </ul>
    </aside>
  );
}
