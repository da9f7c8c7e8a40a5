import { Link, Outlet } from '@tanstack/react-router';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import { NotAllowed } from '@/ui/not-allowed';

const PARTS = ['years', 'locks', 'opening', 'recurring', 'templates', 'tags', 'rates'] as const;

/** What the books rest on, part by part. */
export function BooksLayout() {
  const t = useT('books');
  const may = useMay();
  if (!may('ledger:read')) return <NotAllowed />;
  return (
    <>
      <LinkTabs label={t('title')}>
        {PARTS.map((name) => (
          <Link key={name} to={`/books/${name}`} activeOptions={{ includeSearch: false }} className={TAB}>
            {t(`parts.${name}`)}
          </Link>
        ))}
      </LinkTabs>
      <Outlet />
    </>
  );
}
