import type { BenfordRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Badge, type Tone } from '@/ui/badge';
import { Card } from '@/ui/card';
import { useNumbers } from '../numbers';

const TONE: Record<NonNullable<BenfordRead['conformity']>, Tone> = {
  close: 'good',
  acceptable: 'good',
  marginal: 'warn',
  nonconformity: 'bad',
};

/** What the tests say, in words first: how far off the shares are on average, and whether chance would do that. */
export function Verdict({ found }: { found: BenfordRead }) {
  const t = useT('anomalies');
  const { plain } = useNumbers();
  const { conformity, mad, mad_limits, chi_square, chi_square_limit, kolmogorov, kolmogorov_limit } = found;
  if (!conformity) return null;
  const [close = 0, acceptable = 0, marginal = 0] = mad_limits;
  return (
    <Card title={t('verdict')} aside={<Badge tone={TONE[conformity]}>{t(`levels.${conformity}`)}</Badge>}>
      <p className="max-w-2xl text-pretty">{t(`levelHints.${conformity}`)}</p>
      <dl className="mt-4 grid grid-cols-3 gap-4 max-md:grid-cols-1">
        <Test
          name={t('mad')}
          value={plain(mad, 5)}
          text={t('madText', {
            close: plain(close, 4),
            acceptable: plain(acceptable, 4),
            marginal: plain(marginal, 4),
          })}
        />
        <Test
          name={t('chiSquare')}
          value={plain(chi_square)}
          text={t(chi_square > chi_square_limit ? 'beyondChance' : 'withinChance', { limit: plain(chi_square_limit) })}
        />
        <Test
          name={t('kolmogorov')}
          value={plain(kolmogorov, 5)}
          text={t(kolmogorov > kolmogorov_limit ? 'beyondChance' : 'withinChance', {
            limit: plain(kolmogorov_limit, 5),
          })}
        />
      </dl>
      <p className="mt-3 text-sm text-muted">{t('whichTest')}</p>
    </Card>
  );
}

function Test({ name, value, text }: { name: string; value: string; text: string }) {
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd>
        <span className="figures block text-lg font-semibold">{value}</span>
        <span className="text-sm text-muted">{text}</span>
      </dd>
    </div>
  );
}
