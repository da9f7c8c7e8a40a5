import { createFileRoute } from '@tanstack/react-router';
import { CompanyPage } from '@/features/people/company-page';
import { companyOptions } from '@/features/people/queries';
import { CloseCompany } from '@/features/privacy/close-company';
import { CompanyExport } from '@/features/privacy/company-export';

export const Route = createFileRoute('/_app/settings/company')({
  loader: ({ context }) => void context.queryClient.prefetchQuery(companyOptions()),
  component: Company,
});

function Company() {
  return (
    <CompanyPage end={<CloseCompany />}>
      <CompanyExport />
    </CompanyPage>
  );
}
