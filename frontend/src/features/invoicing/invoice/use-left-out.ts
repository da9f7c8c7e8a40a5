import type { InvoiceRepeated } from '@/api/gen/types.gen';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';

/** Says what a new draft does not have of the paper that it was made from. */
export function useLeftOut(): (made: InvoiceRepeated) => void {
  const t = useT('invoices');
  const say = useProblemText();
  return ({ left_out: gone }) => {
    if (gone.length === 0) return;
    const detail = [...new Set(gone.map((one) => say(one)))].join(' ');
    toast({ tone: 'note', title: t('leftOutToast'), detail });
  };
}
