import { useQuery } from '@tanstack/react-query';
import { useContactChoices } from '@/api/contact-choices';
import { contactOptions } from '@/api/contacts';
import { begins, useBooksAccounts } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Combobox } from '@/ui/combobox';

interface ContactOfProps {
  label: string;
  /** The account of the books that the amount goes to. */
  code: string | null;
  value: string | null;
  onChange: (contact: string | null) => void;
}

/** Whom an amount is about; asked where the books keep an account of each contact, and told wherever one is named. */
export function ContactOf(props: ContactOfProps) {
  const { customers, suppliers } = useBooksAccounts() ?? {};
  const code = props.code ?? '';
  const isCustomers = begins(code, customers ? [customers] : undefined);
  const isSuppliers = begins(code, suppliers ? [suppliers] : undefined);
  if (!isCustomers && !isSuppliers && !props.value) return null;
  return <Choice {...props} role={isCustomers ? 'customer' : 'supplier'} />;
}

function Choice({ label, value, onChange, role }: ContactOfProps & { role: 'customer' | 'supplier' }) {
  const t = useT('banking');
  const chosen = useQuery({ ...contactOptions(value ?? ''), enabled: Boolean(value) }).data;
  const search = useContactChoices(role, chosen);
  return (
    <span className="col-span-full min-w-48 grow basis-[calc(100%-2.75rem)]">
      <Combobox label={label} {...search} value={value} onChange={onChange} placeholder={t('contactHint')} clearable />
    </span>
  );
}
