import { useT } from '@/i18n/i18n';
import {
  type Density,
  setDensity,
  setSingleKeys,
  setTheme,
  type Theme,
  useDensity,
  useSingleKeys,
  useTheme,
} from '@/lib/preferences';
import { Card } from '@/ui/card';
import { Checkbox } from '@/ui/checkbox';
import { OptionCards } from '@/ui/option-cards';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const DENSITIES: readonly Density[] = ['comfortable', 'compact'];

/** How this browser shows things; takes effect at once, and is remembered here. */
export function Appearance() {
  const t = useT('settings');
  const theme = useTheme();
  const density = useDensity();
  const singleKeys = useSingleKeys();
  return (
    <Card title={t('appearance')}>
      <div className="flex flex-col gap-4">
        <OptionCards
          legend={t('theme')}
          options={THEMES.map((one) => ({ value: one, label: t(`themes.${one}`) }))}
          value={theme}
          onChange={setTheme}
        />
        <OptionCards
          legend={t('density')}
          options={DENSITIES.map((one) => ({
            value: one,
            label: t(`densities.${one}`),
            hint: t(`densityHints.${one}`),
          }))}
          value={density}
          onChange={setDensity}
        />
        <Checkbox
          checked={singleKeys}
          onChange={setSingleKeys}
          label={<span className="font-medium">{t('singleKeys')}</span>}
          hint={t('singleKeysHint')}
        />
      </div>
    </Card>
  );
}
