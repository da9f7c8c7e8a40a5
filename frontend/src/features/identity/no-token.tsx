import { Link } from '@tanstack/react-router';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';
import { Entrance } from './entrance';

/** The page a mailed link leads to, opened without the link. */
export function NoToken() {
  const t = useT('link');
  return (
    <Entrance title={t('missing.title')} text={t('missing.text')}>
      <Link to="/" className={buttonClass('primary')}>
        {t('goOn')}
      </Link>
    </Entrance>
  );
}
