import { useT } from '@/i18n/i18n';

/** Says that a document, or an entry made from one, is not a plain invoice. */
export function KindTag({ kind }: { kind: 'invoice' | 'credit_note' | 'receipt' | null | undefined }) {
  const t = useT('review');
  if (!kind || kind === 'invoice') return null;
  return (
    <span className="shrink-0 rounded border border-line px-1.5 text-xs leading-4.5 whitespace-nowrap text-muted">
      {t(`kinds.${kind}`)}
    </span>
  );
}
