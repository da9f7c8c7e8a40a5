import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Pencil, Play, Trash2, Workflow } from 'lucide-react';
import { useState } from 'react';
import type { RuleRead } from '@/api/gen/types.gen';
import { useWholeListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Badge } from '@/ui/badge';
import { Button, IconButton } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import type { Column } from '@/ui/list-column';
import { ListPage } from '@/ui/list-page';
import { onDemand } from '@/ui/on-demand';
import { useOrderRules, useRemoveRule, useReviseRule } from './mutations';
import { rulesOptions } from './queries';
import { moved } from './rule-draft';
import { RuleText } from './rule-text';
import { Runs } from './runs';

const RuleDialog = onDemand(() => import('./rule-dialog'));
const RunDialog = onDemand(() => import('./run-dialog'));

/** Rules that book what comes back every month: in their order, with what they would do now, and what they did. */
export function RulesPage() {
  const t = useT('banking');
  const may = useMay();
  const keeps = may('banking:reconcile');
  const asked = { ...rulesOptions(), enabled: may('banking:read') };
  const query = useQuery({ ...asked, select: (found) => found.rules });
  const seen = useQuery({ ...asked, select: (found) => found.order }).data;
  const [edit, setEdit] = useState<{ rule?: RuleRead } | null>(null);
  const [running, setRunning] = useState(false);
  const [removing, setRemoving] = useState<RuleRead | null>(null);
  const remove = useRemoveRule();
  const rules = query.data ?? [];
  return (
    <ListPage
      title={t('rules')}
      description={t('rulesText')}
      allowed={may('banking:read')}
      make={keeps && { label: t('makeRule'), run: () => setEdit({}) }}
      actions={
        keeps &&
        rules.some((rule) => rule.is_active) && (
          <Button icon={Play} onClick={() => setRunning(true)}>
            {t('runRules')}
          </Button>
        )
      }
      label={t('rules')}
      state={useWholeListState(query, t('rulesFailed'))}
      columns={useRuleColumns(rules, seen, keeps ? { edit: (rule) => setEdit({ rule }), remove: setRemoving } : null)}
      idOf={(row) => row.id}
      nameOf={(row) => row.name}
      empty={{ icon: Workflow, title: t('noRules'), text: t('noRulesText') }}
    >
      <Runs />
      <RuleDialog key={edit?.rule?.id ?? 'new'} open={edit !== null} rule={edit?.rule} onClose={() => setEdit(null)} />
      <RunDialog open={running} onClose={() => setRunning(false)} />
      <Confirm
        open={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        title={t('removeRule', { name: removing?.name ?? '' })}
        text={t('removeRuleText')}
        confirm={t('removeRuleNow')}
        busy={remove.isPending}
        onConfirm={() => removing && remove.mutate(removing, { onSettled: () => setRemoving(null) })}
      />
    </ListPage>
  );
}

interface Keeps {
  edit: (rule: RuleRead) => void;
  remove: (rule: RuleRead) => void;
}

/** `keeps` is null for who may only look. */
function useRuleColumns(rules: readonly RuleRead[], seen: string | undefined, keeps: Keeps | null): Column<RuleRead>[] {
  const t = useT('banking');
  const order = useOrderRules();
  const revise = useReviseRule();
  const ids = rules.map(({ id }) => id);
  const move = (row: RuleRead, step: 1 | -1) => order.mutate({ ids: moved(ids, row.id, step), seen });
  return [
    {
      name: 'position',
      header: t('order'),
      width: '6rem',
      cell: (row) => (
        <span className="flex items-center gap-0.5">
          <span className="figures w-5 text-sm text-muted">{row.position}</span>
          {keeps && rules.length > 1 && (
            <>
              <IconButton
                label={t('moveUp', { name: row.name })}
                icon={ArrowUp}
                disabled={ids[0] === row.id || order.isPending}
                onClick={() => move(row, -1)}
              />
              <IconButton
                label={t('moveDown', { name: row.name })}
                icon={ArrowDown}
                disabled={ids.at(-1) === row.id || order.isPending}
                onClick={() => move(row, 1)}
              />
            </>
          )}
        </span>
      ),
    },
    {
      name: 'name',
      header: t('rule'),
      phone: 'title',
      cell: (row) => (
        <span className={row.is_active ? '' : 'text-muted'}>
          <span className="block font-medium">{row.name}</span>
          <RuleText rule={row} />
        </span>
      ),
    },
    {
      name: 'state',
      header: t('state'),
      width: '19rem',
      phone: 'below',
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-2">
          {row.books_alone && <Badge tone="warn">{t('booksAlone')}</Badge>}
          {keeps ? (
            <Button
              size="sm"
              variant="quiet"
              aria-pressed={row.is_active}
              onClick={() => revise.mutate({ id: row.id, version: row.version, change: { is_active: !row.is_active } })}
            >
              {t(row.is_active ? 'ruleOn' : 'ruleOff')}
            </Button>
          ) : (
            <Badge tone={row.is_active ? 'good' : 'neutral'}>{t(row.is_active ? 'ruleOn' : 'ruleOff')}</Badge>
          )}
          {keeps && (
            <span className="ml-auto flex gap-1">
              <IconButton label={t('editThe', { name: row.name })} icon={Pencil} onClick={() => keeps.edit(row)} />
              <IconButton label={t('removeThe', { name: row.name })} icon={Trash2} onClick={() => keeps.remove(row)} />
            </span>
          )}
        </span>
      ),
    },
  ];
}
