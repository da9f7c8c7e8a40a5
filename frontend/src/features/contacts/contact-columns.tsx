import type { ContactRead } from '@/api/gen/types.gen';
import { useCountry } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Badge } from '@/ui/badge';
import type { Column } from '@/ui/list-column';

/** Who, where, their number, and what they are to this company. */
export function useContactColumns(): Column<ContactRead>[] {
  const t = useT('contacts');
  const home = useCountry();
  const role = (contact: ContactRead) => {
    if (contact.is_customer && contact.is_supplier) return t('both');
    if (contact.is_customer) return t('customer');
    return contact.is_supplier ? t('supplier') : '–';
  };
  return [
    {
      name: 'name',
      header: t('name'),
      width: 'minmax(0, 1.6fr)',
      phone: 'title',
      sortable: true,
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium">{row.name}</span>
          {row.archived_at && <Badge tone="neutral">{t('archived')}</Badge>}
          {!row.is_business && <Badge tone="neutral">{t('consumer')}</Badge>}
        </span>
      ),
    },
    {
      name: 'vat_number',
      header: t('vatNumber'),
      width: '9rem',
      phone: 'below',
      cell: (row) => <span className="figures text-sm text-muted">{row.vat_number ?? ''}</span>,
    },
    {
      name: 'city',
      header: t('city'),
      width: '10rem',
      phone: 'below',
      sortable: true,
      cell: (row) => (
        <span className="block truncate text-sm text-muted">
          {[row.city, row.country === home ? null : row.country].filter(Boolean).join(', ')}
        </span>
      ),
    },
    {
      name: 'email',
      header: t('email'),
      width: 'minmax(0, 1fr)',
      cell: (row) => <span className="block truncate text-sm text-muted">{row.email ?? ''}</span>,
    },
    {
      name: 'role',
      header: t('role'),
      width: '8rem',
      phone: 'aside',
      cell: (row) => <span className="text-sm text-muted">{role(row)}</span>,
    },
  ];
}
