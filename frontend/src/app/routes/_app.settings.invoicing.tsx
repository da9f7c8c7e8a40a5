import { createFileRoute } from '@tanstack/react-router';
import { companyOptions } from '@/api/company';
import { seriesOptions } from '@/features/invoicing/settings/queries';
import { InvoicingSettingsPage } from '@/features/invoicing/settings/settings-page';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/settings/invoicing')({
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(seriesOptions());
    void context.queryClient.prefetchQuery(companyOptions());
    return loadTexts('invoicing');
  },
  component: InvoicingSettingsPage,
});
