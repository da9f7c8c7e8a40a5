import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnomalySettingsRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useProblemText } from '@/api/problem-text';
import { sayFailure } from '@/api/say-failure';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { useLeaveWarning } from '@/lib/use-leave-warning';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Notice } from '@/ui/notice';
import { FAMILY_NAMES } from '../asked';
import { useKeepSettings, usePreview } from '../mutations';
import { settingsOptions } from '../queries';
import { ControlRow } from './control-row';
import { type Draft, draftOf, isSame, written } from './draft';
import { Preview } from './preview';

/** Every control by what it looks at; nothing is kept before it is asked for. */
export function ControlsForm({ found }: { found: AnomalySettingsRead }) {
  const t = useT('anomalies');
  const countries = new Intl.DisplayNames(useFormatLocale(), { type: 'region', fallback: 'code' });
  const client = useQueryClient();
  const say = useProblemText();
  const mayChange = useMay()('anomalies:decide');
  const kept = draftOf(found);
  const [mine, setMine] = useState<Draft | null>(null);
  const [overtaken, setOvertaken] = useState(false);
  const preview = usePreview();
  const keep = useKeepSettings();
  const draft = mine ?? kept;
  const dirty = mine !== null && !isSame(mine, kept);
  useLeaveWarning(dirty);

  function change(next: Draft) {
    setMine(next);
    preview.reset();
  }

  function save() {
    keep.mutate(
      { version: found.version, body: written(draft) },
      {
        onSuccess: () => {
          setMine(null);
          setOvertaken(false);
          preview.reset();
          toast({ tone: 'done', title: t('controlsKept'), topic: 'anomaly-controls' });
        },
        onError: async (reason) => {
          if (asApiError(reason).status !== 412) return sayFailure(reason);
          // What is there now is fetched, and stays beside what stands on the screen until somebody chooses.
          await client.fetchQuery({ ...settingsOptions(), staleTime: 0 });
          setOvertaken(true);
        },
      },
    );
  }

  function takeTheirs() {
    setMine(null);
    setOvertaken(false);
    preview.reset();
  }

  return (
    <div className="flex flex-col gap-4 pb-20">
      {overtaken && dirty && (
        <Notice
          tone="warn"
          alert
          title={t('overtaken')}
          action={
            <>
              <Button size="sm" onClick={takeTheirs}>
                {t('takeTheirs')}
              </Button>
              <Button size="sm" busy={keep.isPending} onClick={save}>
                {t('keepMine')}
              </Button>
            </>
          }
        >
          {t('overtakenText')}
        </Notice>
      )}
      {FAMILY_NAMES.map((family) => (
        <Card key={family} title={t(`groups.${family}`)} padded={false}>
          <ul>
            {found.controls
              .filter((control) => control.family === family)
              .map((control) => (
                <ControlRow
                  key={`${control.control}-${found.version}-${mine === null}`}
                  control={control}
                  draft={draft}
                  mayChange={mayChange}
                  onChange={change}
                />
              ))}
          </ul>
        </Card>
      ))}
      <p className="text-sm text-muted">
        {t('controlsVersionIs', {
          version: found.controls_version,
          country: countries.of(found.country) ?? found.country,
        })}
      </p>
      {preview.data && <Preview found={preview.data} />}
      {preview.error && (
        <Notice tone="warn" alert title={say(asApiError(preview.error).problem.errors[0])}>
          {t('previewFailedText')}
        </Notice>
      )}
      {mayChange && (
        <div
          role="toolbar"
          aria-label={t('parts.controls')}
          className="sticky bottom-0 flex flex-wrap items-center gap-2 rounded-lg border border-line bg-surface px-4 py-3 shadow-layer"
        >
          <span className="mr-auto text-sm text-muted">{t(dirty ? 'unsaved' : 'nothingChanged')}</span>
          {dirty && (
            <Button variant="quiet" onClick={takeTheirs}>
              {t('putBack')}
            </Button>
          )}
          <Button busy={preview.isPending} disabled={!dirty} onClick={() => preview.mutate(written(draft))}>
            {t('tryOnLastYear')}
          </Button>
          <Button variant="primary" busy={keep.isPending} disabled={!dirty} onClick={save}>
            {t('keep')}
          </Button>
        </div>
      )}
    </div>
  );
}
