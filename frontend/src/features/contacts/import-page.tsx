import { Link } from '@tanstack/react-router';
import { ArrowLeft, FileUp } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Button, buttonClass } from '@/ui/button';
import { FormProblem } from '@/ui/form-problem';
import { NotAllowed } from '@/ui/not-allowed';
import { Notice } from '@/ui/notice';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { ImportResult } from './import-result';
import { useImportContacts } from './mutations';

/** A file of contacts, first looked at and then kept: nothing is written before somebody has seen what will happen. */
export function ImportPage() {
  const t = useT('contacts');
  const may = useMay();
  return (
    <div className="mx-auto max-w-4xl">
      <Link to="/contacts" className="mb-3 inline-flex items-center gap-1.5 rounded text-sm text-muted hover:text-ink">
        <ArrowLeft size={14} aria-hidden />
        {t('title')}
      </Link>
      <PageHeader title={t('importTitle')} />
      {may('contacts:write') ? <Import /> : <NotAllowed />}
    </div>
  );
}

function Import() {
  const t = useT('contacts');
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [over, setOver] = useState(false);
  const look = useImportContacts();
  const keep = useImportContacts();
  const { byField, rest } = useFormErrors(keep.error ?? look.error, ['file']);
  const looked = look.data;
  const changes = looked ? looked.made + looked.revised : 0;

  function take(chosen: File | undefined) {
    if (!chosen) return;
    setFile(chosen);
    keep.reset();
    look.mutate({ file: chosen, dry: true });
  }

  function drop(event: DragEvent) {
    // Anywhere else on the page a file is a document; here it is a list.
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    take(event.dataTransfer.files[0]);
  }

  return (
    <div className="flex flex-col gap-4">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is beside the button, which does the same */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`flex flex-col items-center gap-3 rounded-lg border border-dashed px-6 py-8 text-center ${over ? 'border-accent bg-accent-soft' : 'border-edge bg-surface'}`}
      >
        <p className="max-w-xl text-balance text-muted">{t('importText')}</p>
        <Button variant={looked ? 'secondary' : 'primary'} icon={FileUp} onClick={() => input.current?.click()}>
          {file ? t('otherFile') : t('chooseFile')}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".csv,.txt,text/csv"
          aria-label={t('chooseFile')}
          tabIndex={-1}
          className="hidden"
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        {file && <p className="text-sm font-medium">{file.name}</p>}
        <p className="text-sm text-muted">{t('importColumns')}</p>
      </div>
      <FormProblem messages={[byField.file, ...rest].filter((one) => one !== undefined)} />
      {look.isPending && (
        <div className="rounded-lg border border-line bg-surface">
          <SkeletonRows rows={4} />
        </div>
      )}
      {keep.data && (
        <Notice
          alert
          tone={keep.data.failed > 0 ? 'warn' : 'good'}
          title={t('imported', { made: keep.data.made, revised: keep.data.revised })}
          action={
            <Link to="/contacts" className={buttonClass('secondary', 'sm')}>
              {t('showContacts')}
            </Link>
          }
        >
          {keep.data.failed > 0 && t('importedFailed', { count: keep.data.failed })}
        </Notice>
      )}
      {(keep.data ?? looked) && !look.isPending && <ImportResult result={keep.data ?? looked} />}
      {looked && file && !keep.data && !look.isPending && (
        <div className="sticky bottom-0 flex flex-wrap items-center justify-end gap-3 bg-bg/90 py-3">
          <p className="text-sm text-muted">{t(changes > 0 ? 'nothingYet' : 'nothingToDo')}</p>
          <Button
            variant="primary"
            busy={keep.isPending}
            disabled={changes === 0}
            onClick={() => keep.mutate({ file, dry: false })}
          >
            {t('importNow', { count: changes })}
          </Button>
        </div>
      )}
    </div>
  );
}
