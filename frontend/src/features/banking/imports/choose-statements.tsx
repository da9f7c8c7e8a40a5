import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { bringStatements } from './uploads';

const ACCEPT = '.cod,.coda,.xml,.camt,.sta,.mt940,.940,.swi,.ofx,.qfx,.csv,.tsv,.txt,.xlsx,.zip';

/** Opens the file chooser, for who may bring statements. */
export function ChooseStatements({ variant = 'primary' }: { variant?: 'primary' | 'secondary' }) {
  const t = useT('banking');
  const may = useMay();
  const input = useRef<HTMLInputElement>(null);
  if (!may('banking:import')) return null;
  return (
    <>
      <Button variant={variant} icon={FileUp} onClick={() => input.current?.click()}>
        {t('chooseFiles')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        accept={ACCEPT}
        aria-label={t('chooseFiles')}
        data-testid="statements"
        tabIndex={-1}
        className="hidden"
        onChange={(event) => {
          const files = Array.from(event.target.files ?? []);
          event.target.value = '';
          if (files.length > 0) bringStatements(files);
        }}
      />
    </>
  );
}
