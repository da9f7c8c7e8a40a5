import { useT } from '@/i18n/i18n';
import type { DocumentKind } from './document-types';

/** Says that a document is not a plain invoice. */
export function KindTag({ kind }: { kind: DocumentKind }) {
  const t = useT('review');
  return (
    <span className="shrink-0 rounded border border-line px-1.5 text-xs leading-4.5 text-muted">
      {t(`kinds.${kind}`)}
    </span>
  );
}
