import type { InvoiceShown } from '@/api/gen/types.gen';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { trimmed } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { Card } from '@/ui/card';
import { useVatName } from '../editor/vat-cell';

/** The lines with how each is taxed and booked: what the paper does not say. */
export function LinesTable({ invoice }: { invoice: InvoiceShown }) {
  const t = useT('invoices');
  const editor = useT('editor');
  const vatName = useVatName();
  const locale = useFormatLocale();
  const quantity = (value: string) => trimmed(value).replace('.', (1.5).toLocaleString(locale).charAt(1));
  const head = 'px-2 py-2 font-medium first:pl-4 last:pr-4';
  const cell = 'px-2 py-1.5 align-top first:pl-4 last:pr-4';
  return (
    <Card title={editor('lines')} padded={false}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it is wider than the screen, and scrolled by keys */}
      <section aria-label={t('linesTable')} tabIndex={0} className="scroll-slim overflow-x-auto -outline-offset-2">
        <table className="w-full text-sm">
          <caption className="sr-only">{editor('lines')}</caption>
          <thead className="border-b border-line text-left text-xs text-muted">
            <tr>
              <th className={head}>{editor('head.description')}</th>
              <th className={`${head} text-right`}>{editor('head.quantity')}</th>
              <th className={`${head} text-right`}>{editor('head.unit_price')}</th>
              <th className={head}>{editor('head.vat')}</th>
              <th className={head}>{editor('head.account')}</th>
              <th className={`${head} text-right`}>{t('netIn', { currency: invoice.currency })}</th>
            </tr>
          </thead>
          <tbody>
            {invoice.lines.map((line) => (
              <tr key={line.id} className="border-b border-line last:border-0">
                <td className={`${cell} min-w-40 whitespace-pre-line`}>{line.description}</td>
                <td className={`${cell} num`}>
                  {quantity(line.quantity)} {line.unit}
                </td>
                <td className={`${cell} num`}>
                  <Amount value={line.unit_price} />
                </td>
                <td className={cell}>{vatName(line.treatment, line.vat_rate)}</td>
                <td className={`${cell} figures`}>
                  {line.account_code}
                  {line.cost_account && (
                    <span className="block text-xs whitespace-nowrap text-muted">
                      {t('accruedOf', { account: line.cost_account })}
                    </span>
                  )}
                </td>
                <td className={`${cell} num font-medium`}>
                  <Amount value={line.net_amount} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
