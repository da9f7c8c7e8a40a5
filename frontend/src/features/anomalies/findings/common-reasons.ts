import { useT } from '@/i18n/i18n';

/** Explanations that are given often; one click fills them in. */
export function useCommonReasons(): string[] {
  const t = useT('anomalies');
  return [t('common.checked'), t('common.agreed'), t('common.onceOnly')];
}
