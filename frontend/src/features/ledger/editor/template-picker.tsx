import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useT } from '@/i18n/i18n';
import { Combobox } from '@/ui/combobox';
import { templateChoicesOptions } from '../queries';

const route = getRouteApi('/_app/journal/new');

/** What an entry can begin with; nothing where there is no template yet. */
export function TemplatePicker({ value }: { value: string | null }) {
  const t = useT('books');
  const navigate = route.useNavigate();
  const templates = useQuery(templateChoicesOptions()).data;
  const choices = useMemo(() => (templates ?? []).map(({ id, name }) => ({ value: id, label: name })), [templates]);
  if (choices.length === 0) return null;
  return (
    <div className="w-72 max-md:w-full">
      <Combobox
        label={t('beginWith')}
        placeholder={t('beginWith')}
        choices={choices}
        value={value}
        clearable
        onChange={(template) => void navigate({ search: { template: template ?? undefined }, replace: true })}
      />
    </div>
  );
}
