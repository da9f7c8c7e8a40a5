import { BookOpenCheck, ScanText, UploadCloud } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '@/i18n/i18n';
import { PageHeader } from '@/ui/page-header';

const STEPS = [
  { key: 'drop', icon: UploadCloud },
  { key: 'check', icon: ScanText },
  { key: 'book', icon: BookOpenCheck },
] as const;

/** A new company: what happens here, and the one thing to do first. */
export function FirstSteps({ name, upload }: { name: string; upload: ReactNode }) {
  const t = useT('firstSteps');
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
    </>
  );
}
