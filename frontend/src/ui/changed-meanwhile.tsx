import { useT } from '@/i18n/i18n';
import { Button } from './button';
import { Notice } from './notice';

interface ChangedMeanwhileProps {
  busy: boolean;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

/** Somebody else saved what is being changed here: whose counts is for who sits here to say. */
export function ChangedMeanwhile({ busy, onTakeTheirs, onKeepMine }: ChangedMeanwhileProps) {
  const t = useT('changedMeanwhile');
  return (
    <Notice
      alert
      tone="warn"
      title={t('title')}
      action={
        <>
          <Button size="sm" onClick={onTakeTheirs}>
            {t('takeTheirs')}
          </Button>
          <Button size="sm" busy={busy} onClick={onKeepMine}>
            {t('keepMine')}
          </Button>
        </>
      }
    >
      {t('text')}
    </Notice>
  );
}
