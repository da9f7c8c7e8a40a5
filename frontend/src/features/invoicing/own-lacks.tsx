import { Link } from '@tanstack/react-router';
import { useT } from '@/i18n/i18n';

/** What the law asks of the seller and is not known yet, with the way to where it is filled in. */
export function OwnLacks({ fields }: { fields: readonly string[] }) {
  const t = useT('invoices');
  return (
    <p>
      {t.rich('lacksOwn', {
        fields: fields.map((one) => t(`lacks.${one}` as 'lacks.city')).join(', '),
        link: (text) => (
          <Link to="/settings/company" className="font-medium underline underline-offset-2">
            {text}
          </Link>
        ),
      })}
    </p>
  );
}
