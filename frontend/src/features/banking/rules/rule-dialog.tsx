import { useQuery } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { RuleRead } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { useLeaveWarning } from '@/lib/use-leave-warning';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { bankAccountsOptions } from '../queries';
import { useSay } from '../use-say';
import { Effects } from './effects';
import { useMakeRule, useReviseRule, useTryRule } from './mutations';
import { RuleConditions } from './rule-conditions';
import { asked, draftOf, EMPTY, lackOf, type RuleDraft } from './rule-draft';
import { RuleShares } from './rule-shares';

interface RuleDialogProps {
  open: boolean;
  rule?: RuleRead | undefined;
  onClose: () => void;
}

/** A rule: when it applies, where the amount goes, and what it would do now. */
export default function RuleDialog({ open, rule, onClose }: RuleDialogProps) {
  const t = useT('banking');
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={rule ? rule.name : t('makeRule')}
      text={t('ruleText')}
      wide
    >
      <RuleForm rule={rule} onClose={onClose} />
    </Dialog>
  );
}

function RuleForm({ rule, onClose }: Omit<RuleDialogProps, 'open'>) {
  const t = useT('banking');
  const common = useT('common');
  const say = useSay();
  const accounts = useQuery(bankAccountsOptions()).data ?? [];
  const make = useMakeRule();
  const revise = useReviseRule(true);
  const trial = useTryRule();
  const [start] = useState<RuleDraft>(() => (rule ? draftOf(rule) : EMPTY));
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  useLeaveWarning(draft !== start && !make.isPending && !revise.isPending);
  const lack = lackOf(draft);
  const error = trial.error ?? make.error ?? revise.error;
  const set = (change: Partial<RuleDraft>) => {
    trial.reset();
    setDraft((now) => ({ ...now, ...change }));
  };

  function save(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (lack) return;
    const done = {
      onSuccess: (kept: RuleRead) => {
        toast({ tone: 'done', title: t('ruleKept', { name: kept.name }) });
        onClose();
      },
    };
    if (rule) revise.mutate({ id: rule.id, version: rule.version, change: asked(draft) }, done);
    else make.mutate(asked(draft), done);
  }

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <TextField
        label={t('ruleName')}
        placeholder={t('ruleNameHint')}
        value={draft.name}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => set({ name: event.target.value })}
        error={tried && lack === 'name' ? t('nameMissing') : undefined}
      />
      <RuleConditions draft={draft} accounts={accounts} onChange={set} />
      <RuleShares shares={draft.shares} onChange={(shares) => set({ shares })} />
      <Checkbox
        checked={draft.booksAlone}
        onChange={(booksAlone) => set({ booksAlone })}
        label={t('booksAloneLabel')}
        hint={t('booksAloneHint')}
      />
      {trial.data && <Effects found={trial.data} />}
      <FormProblem
        messages={[
          tried && lack && lack !== 'name' ? t(`lack.${lack}`) : '',
          error ? say(asApiError(error).problem.errors[0]) : '',
        ].filter(Boolean)}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button
          className="mr-auto"
          icon={Eye}
          busy={trial.isPending}
          onClick={() => {
            setTried(true);
            if (!lack) trial.mutate(asked(draft));
          }}
        >
          {t('tryRule')}
        </Button>
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={make.isPending || revise.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
