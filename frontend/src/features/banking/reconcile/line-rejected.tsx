import { RotateCcw } from 'lucide-react';
import type { BankLineFull, ItemAsked } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';

interface LineRejectedProps {
  line: BankLineFull;
  /** Given where it may be proposed again. */
  onAllow?: ((items: readonly ItemAsked[]) => void) | undefined;
}

/** What somebody said that the line is not about: it stays away until it may be proposed again. */
export function LineRejected({ line, onAllow }: LineRejectedProps) {
  const t = useT('banking');
  if (line.rejections.length === 0) return null;
  return (
    <section aria-label={t('rejections')} className="border-t border-line px-4 py-3">
      <h3 className="mb-2 text-sm font-semibold">{t('rejections')}</h3>
      <ul className="flex flex-col gap-2 text-sm">
        {line.rejections.map(({ items }) => {
          const name = items.map((one) => `${t(`itemTypes.${one.type}`)} ${one.label ?? ''}`.trim()).join(' + ');
          return (
            <li key={items.map(({ id }) => id).join()} className="flex items-center gap-3">
              <span className="min-w-0 flex-1 break-words">{name}</span>
              {onAllow && (
                <Button
                  size="sm"
                  variant="quiet"
                  icon={RotateCcw}
                  aria-label={t('proposeAgainThe', { name })}
                  onClick={() => onAllow(items.map(({ id, type }) => ({ id, type })))}
                >
                  {t('proposeAgain')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
