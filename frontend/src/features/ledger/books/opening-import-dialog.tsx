import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { ImportedItems, TieRead } from '@/api/gen/types.gen';
import { useCurrency } from '@/api/me';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { isZero, negated } from '@/lib/money';
import { toast } from '@/lib/toasts';
import { Amount } from '@/ui/amount';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { SelectField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { SkeletonRows } from '@/ui/skeleton';
import { useImportOpening } from './mutations';

/** A list of open invoices, first looked at and then kept: nothing is written before somebody has seen what will happen. */
export default function ImportDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT('books.items');
  return (
    <Dialog wide open={open} onOpenChange={(now) => !now && onClose()} title={t('importTitle')} text={t('importText')}>
      <Import onClose={onClose} />
    </Dialog>
  );
}

function Import({ onClose }: { onClose: () => void }) {
  const t = useT('books.items');
  const input = useRef<HTMLInputElement>(null);
  const [direction, setDirection] = useState<'sale' | 'purchase'>('sale');
  const [file, setFile] = useState<File | null>(null);
  const look = useImportOpening();
  const keep = useImportOpening();
  const { rest } = useFormErrors(keep.error ?? look.error, []);
  const looked = look.data;
  const changes = looked ? looked.made + looked.revised : 0;
  const even = looked?.ties.every((tie) => isZero(tie.difference));

  function take(chosen: File | null | undefined, of: 'sale' | 'purchase') {
    setDirection(of);
    if (!chosen) return;
    setFile(chosen);
    keep.reset();
    look.mutate({ file: chosen, direction: of, dry: true });
  }

  function send() {
    if (!file) return;
    keep.mutate(
      { file, direction, dry: false },
      {
        onSuccess: ({ made, revised }) => {
          toast({ tone: 'done', title: t('imported', { count: made + revised }) });
          onClose();
        },
      },
    );
  }

  return (
    <div className="flex flex-col gap-4">
      <SelectField
        label={t('fileOf')}
        hint={t('fileOfHint')}
        value={direction}
        onChange={(event) => take(file, event.target.value as 'sale' | 'purchase')}
      >
        <option value="sale">{t('ofCustomers')}</option>
        <option value="purchase">{t('ofSuppliers')}</option>
      </SelectField>
      <p className="text-sm text-muted">{t('columns')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant={looked ? 'secondary' : 'primary'} icon={FileUp} onClick={() => input.current?.click()}>
          {t(file ? 'otherFile' : 'chooseFile')}
        </Button>
        {file && <span className="text-sm font-medium">{file.name}</span>}
        <input
          ref={input}
          type="file"
          accept=".csv,.txt,text/csv"
          aria-label={t('chooseFile')}
          tabIndex={-1}
          className="hidden"
          onChange={(event) => {
            take(event.target.files?.[0], direction);
            event.target.value = '';
          }}
        />
      </div>
      {look.isPending && <SkeletonRows rows={3} />}
      {looked && !look.isPending && <Result result={looked} />}
      <FormProblem messages={rest} />
      {looked && !look.isPending && (
        <div className="flex justify-end">
          <Button
            variant="primary"
            busy={keep.isPending}
            disabled={changes === 0 || looked.failed > 0 || !even}
            onClick={send}
          >
            {t('importNow', { count: changes })}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What suppliers are owed stands on the credit side, and is told as an amount that is owed. */
const owed = ({ direction }: TieRead, amount: string) => (direction === 'sale' ? amount : negated(amount));

/** What would become of each row, and whether all of it comes to the balances. */
function Result({ result }: { result: ImportedItems }) {
  const t = useT('books.items');
  const say = useProblemText();
  const currency = useCurrency();
  const failed = result.results.filter((row) => row.outcome === 'failed');
  const money = (value: string) => () => <Amount value={value} currency={currency} />;
  return (
    <div role="status" className="flex flex-col gap-2 rounded-md border border-line p-3 text-sm">
      <p className="font-medium">
        {t('looked', {
          made: result.made,
          revised: result.revised,
          unchanged: result.unchanged,
          failed: result.failed,
        })}
      </p>
      {result.ties.map((tie) => (
        <p key={tie.direction} className={isZero(tie.difference) ? 'text-muted' : 'text-warn'}>
          {t(`account.${tie.direction}`, { account: tie.account_code })}{' '}
          {t.rich('tie', { balances: money(owed(tie, tie.in_balances)), items: money(owed(tie, tie.in_items)) })}
        </p>
      ))}
      {result.ignored.length > 0 && (
        <p className="text-muted">{t('ignored', { columns: result.ignored.join(', ') })}</p>
      )}
      {failed.length > 0 && (
        <ul className="max-h-48 overflow-y-auto">
          {failed.map((row) => (
            <li key={row.row}>
              {t('row', { row: row.row })}{' '}
              {row.errors?.map((error) => (
                <span key={`${error.field}-${error.code}`} className="text-neg">
                  <span className="font-mono">{error.field}</span>: {say(error)}
                  {typeof error.value === 'string' && error.value && ` (${error.value})`}{' '}
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
