import { Mail } from 'lucide-react';
import { useState } from 'react';
import { useDownload } from '@/api/download';
import { getOpenItemsPdf, listOpenItems } from '@/api/gen/sdk.gen';
import type { ContactRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { DownloadMenu } from '@/ui/download-menu';
import { onDemand } from '@/ui/on-demand';

const SendDialog = onDemand(() => import('./send-open-items-dialog'));

/** What a customer still has to pay: as a paper or a table, and to them by mail. */
export default function OpenItemsActions({ contact }: { contact: ContactRead }) {
  const t = useT('contacts');
  const may = useMay();
  const [sending, setSending] = useState(false);
  const download = useDownload((format: 'csv' | 'xlsx' | 'pdf') => {
    const file = { parseAs: 'blob', throwOnError: true } as const;
    if (format === 'pdf') return getOpenItemsPdf({ path: { contact_id: contact.id }, ...file });
    const query = { contact_id: [contact.id], direction: ['sale' as const], format };
    return listOpenItems({ query, ...file });
  });
  if (!may('invoices:read')) return null;
  return (
    <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-2">
      <DownloadMenu small paper onDownload={download} />
      {may('invoices:issue') && (
        <Button size="sm" icon={Mail} onClick={() => setSending(true)}>
          {t('mailOpenItems')}
        </Button>
      )}
      <SendDialog open={sending} onClose={() => setSending(false)} contact={contact} />
    </div>
  );
}
