import { Link } from '@tanstack/react-router';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';

export function NotFoundPage() {
  const t = useT('notFound');
  return (
    <main className="grid min-h-[60dvh] place-content-center gap-3 p-6 text-center">
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p className="text-muted">{t('text')}</p>
      <p className="mt-2">
        <Link to="/" className={buttonClass('primary')}>
          {t('home')}
        </Link>
      </p>
    </main>
  );
}
