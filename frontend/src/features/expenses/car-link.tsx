import { Link } from '@tanstack/react-router';
import { useCountry } from '@/api/me';
import { useT } from '@/i18n/i18n';

interface CarLinkProps {
  /** The share of a cost that counts; null where the law has no one share for all. */
  percent: string | null;
  on: string | undefined;
}

/** Whether this country's law makes the share of a car's costs depend on the car. */
export const useTellsCars = () => useCountry() !== 'NL';

/** To where the share of a car's costs is worked out, if that is what is missing. */
export function CarLink({ percent, on }: CarLinkProps) {
  const t = useT('expenses');
  const tells = useTellsCars();
  if (percent !== null || !tells) return null;
  return (
    <Link to="/expenses/car" search={{ on }} className="ml-1.5 font-medium text-accent hover:underline">
      {t('car.workOut')}
    </Link>
  );
}
