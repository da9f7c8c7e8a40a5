import { Link } from '@tanstack/react-router';
import { usePageImage } from '@/api/page-image';
import { useT } from '@/i18n/i18n';
import { Skeleton } from '@/ui/skeleton';

/** The first page of what came in, and the way to the whole of it. */
export function Paper({ documentId, label }: { documentId: string | null; label: string }) {
  const t = useT('anomalies');
  const { address, failed } = usePageImage(documentId ?? '', 1, documentId !== null);
  if (!documentId || failed)
    return (
      <p className="grid min-h-32 place-items-center rounded-md border border-line bg-sunken/50 p-3 text-center text-sm text-muted">
        {t('noPaper')}
      </p>
    );
  if (!address) return <Skeleton className="aspect-[1/1.41]" />;
  return (
    <Link to="/documents/$documentId" params={{ documentId }} className="rounded-md border border-line">
      <img src={address} alt={label} className="w-full rounded-md" />
    </Link>
  );
}
