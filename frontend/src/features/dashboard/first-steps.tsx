import { Link } from '@tanstack/react-router';
import { BookOpenCheck, ScanText, Send, UploadCloud } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';
import { PageHeader } from '@/ui/page-header';

const STEPS = [
  { key: 'drop', icon: UploadCloud },
  { key: 'check', icon: ScanText },
  { key: 'book', icon: BookOpenCheck },
] as const;

/** A new company: what happens here, and the two things to begin with: what was bought, and what is sold. */
export function FirstSteps({ name, upload }: { name: string; upload: ReactNode }) {
  const t = useT('firstSteps');
  const may = useMay();
  return (
    <>
      <PageHeader title={t('welcome', { name })} />
      <section className="flex animate-appear flex-col items-center rounded-lg border-2 border-dashed border-line bg-surface px-6 py-14 text-center">
        <span className="mb-4 grid size-14 place-items-center rounded-full bg-accent-soft text-accent">
          <UploadCloud size={26} aria-hidden />
        </span>
        <h2 className="text-xl font-semibold tracking-tight">{t('title')}</h2>
        <p className="mt-1 max-w-md text-balance text-muted">{t('text')}</p>
        <div className="mt-5">{upload}</div>
      </section>
      <ol className="mt-4 grid grid-cols-3 gap-4 max-md:grid-cols-1">
        {STEPS.map(({ key, icon: Icon }, index) => (
          <li key={key} className="rounded-lg border border-line bg-surface p-4">
            <p className="flex items-center gap-2 font-semibold">
              <Icon size={16} aria-hidden className="text-accent" />
              {index + 1}. {t(`${key}.title`)}
            </p>
            <p className="mt-1 text-muted">{t(`${key}.text`)}</p>
          </li>
        ))}
      </ol>
      {may('invoices:write') && (
        <section className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-3 rounded-lg border border-line bg-surface p-4">
          <div className="min-w-60 flex-1">
            <h2 className="flex items-center gap-2 font-semibold">
              <Send size={16} aria-hidden className="text-accent" />
              {t('sell.title')}
            </h2>
            <p className="mt-1 text-muted">{t('sell.text')}</p>
          </div>
          <div className="flex flex-wrap gap-2">
            <Link to="/settings/company" className={buttonClass()}>
              {t('sell.company')}
            </Link>
            <Link to="/invoices/new" className={buttonClass('primary')}>
              {t('sell.make')}
            </Link>
          </div>
        </section>
      )}
    </>
  );
}
