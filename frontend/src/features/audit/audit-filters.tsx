import { useMembers } from '@/api/members';
import { useT } from '@/i18n/i18n';
import { FilterBar } from '@/ui/filter-bar';
import { PeriodPicker } from '@/ui/period-picker';
import { SearchField } from '@/ui/search-field';
import { Select } from '@/ui/select';
import type { AuditFilter } from './audit-search';
import { SUBJECT_NAMES, SUBJECTS } from './events';
import { useEventWords } from './words';

interface AuditFiltersProps {
  filter: AuditFilter;
  onFilter: (change: AuditFilter) => void;
  onClear: () => void;
}

/** What happened, who did it, when, and any word of it. */
export function AuditFilters({ filter, onFilter, onClear }: AuditFiltersProps) {
  const t = useT('audit');
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <FilterBar onClear={filtered && onClear}>
      <EventFilter value={filter.event} onChange={(event) => onFilter({ event })} />
      <PersonFilter value={filter.person} onChange={(person) => onFilter({ person })} />
      <PeriodPicker value={filter} onChange={({ from, to }) => onFilter({ from, to })} />
      <SearchField label={t('search')} value={filter.q} onSearch={(q) => onFilter({ q })} />
    </FilterBar>
  );
}

interface ChoiceProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** A subject as a whole, or one kind of event of it. */
function EventFilter({ value, onChange }: ChoiceProps) {
  const t = useT('audit');
  const { what } = useEventWords();
  const names: string[] = SUBJECT_NAMES.flatMap((subject) => [subject, ...SUBJECTS[subject].events]);
  return (
    <Select
      aria-label={t('eventFilter')}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
      className="w-64 max-md:w-full"
    >
      <option value="">{t('allEvents')}</option>
      {value && !names.includes(value) && <option value={value}>{what(value)}</option>}
      {SUBJECT_NAMES.map((subject) => (
        <optgroup key={subject} label={t(`subject.${subject}`)}>
          <option value={subject}>{t('allOf', { subject: t(`subject.${subject}`) })}</option>
          {SUBJECTS[subject].events.map((name) => (
            <option key={name} value={name}>
              {what(name)}
            </option>
          ))}
        </optgroup>
      ))}
    </Select>
  );
}

function PersonFilter({ value, onChange }: ChoiceProps) {
  const t = useT('audit');
  const members = useMembers();
  return (
    <Select
      aria-label={t('personFilter')}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
      className="w-44 max-md:min-w-40 max-md:flex-1"
    >
      <option value="">{t('everybody')}</option>
      {members.map((member) => (
        <option key={member.id} value={member.id}>
          {member.full_name}
        </option>
      ))}
      {value && !members.some((member) => member.id === value) && <option value={value}>{t('formerMember')}</option>}
    </Select>
  );
}
