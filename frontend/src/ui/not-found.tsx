import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '@/i18n/i18n';
import { buttonClass } from './button';

interface NotFoundProps {
  title?: string;
  text?: string;
  /** The way back to where such things are listed; the dashboard is always offered. */
  children?: ReactNode;
}

/** What was asked for is not here: says so plainly and leads back. */
export function NotFound({ title, text, children }: NotFoundProps) {
  const t = useT('notFound');
  return (
    <div className="grid min-h-[60dvh] place-content-center justify-items-center gap-2 p-6 text-center">
      <span className="mb-2 grid size-11 place-items-center rounded-full bg-accent-soft text-accent">
        <Compass size={20} aria-hidden />
      </span>
      <h1 className="text-xl font-semibold tracking-tight">{title ?? t('title')}</h1>
      <p className="max-w-md text-balance text-muted">{text ?? t('text')}</p>
      <p className="mt-3 flex flex-wrap justify-center gap-2">
        {children}
        <Link to="/" className={buttonClass(children ? 'secondary' : 'primary')}>
          {t('home')}
        </Link>
      </p>
    </div>
  );
}
