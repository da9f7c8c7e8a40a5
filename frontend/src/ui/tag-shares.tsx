import { X } from 'lucide-react';
import { useMemo } from 'react';
import { useT } from '@/i18n/i18n';
import { IconButton } from './button';
import { Combobox } from './combobox';
import { MoneyInput } from './money-input';

/** A tag, and for how many per cent. */
export interface TagShare {
  tag_id: string;
  percent: string;
}

interface TagSharesProps {
  /** The tags to choose from, once they are known. */
  tags: readonly { id: string; name: string; dimension?: string | null }[] | undefined;
  shares: readonly TagShare[];
  onChange: (shares: readonly TagShare[]) => void;
}

/** Which projects, departments or cars something belongs to, and for how much of it. */
export function TagShares({ tags, shares, onChange }: TagSharesProps) {
  const t = useT('tagShares');
  const choices = useMemo(
    () =>
      (tags ?? []).map(({ id, name, dimension }) => ({ value: id, label: dimension ? `${dimension}: ${name}` : name })),
    [tags],
  );
  const nameOf = (id: string) => choices.find((choice) => choice.value === id)?.label ?? '…';
  const free = choices.filter((choice) => !shares.some((share) => share.tag_id === choice.value));
  return (
    <div className="flex flex-col gap-1">
      <span className="text-sm font-medium">{t('title')}</span>
      {shares.map((share) => (
        <div key={share.tag_id} className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate">{nameOf(share.tag_id)}</span>
          <span className="flex w-24 items-center gap-1">
            <MoneyInput
              compact
              cents={false}
              label={t('percentOf', { tag: nameOf(share.tag_id) })}
              value={share.percent}
              onChange={(percent) =>
                onChange(
                  shares.map((one) => (one.tag_id === share.tag_id ? { ...one, percent: percent ?? '100' } : one)),
                )
              }
            />
            %
          </span>
          <IconButton
            label={t('removeTag', { tag: nameOf(share.tag_id) })}
            icon={X}
            onClick={() => onChange(shares.filter((one) => one.tag_id !== share.tag_id))}
          />
        </div>
      ))}
      {free.length > 0 && (
        <Combobox
          key={shares.length}
          label={t('addTag')}
          placeholder={t('addTag')}
          choices={free}
          value={null}
          onChange={(id) => id && onChange([...shares, { tag_id: id, percent: '100' }])}
        />
      )}
      {tags?.length === 0 && <p className="text-sm text-muted">{t('noTagsYet')}</p>}
    </div>
  );
}
