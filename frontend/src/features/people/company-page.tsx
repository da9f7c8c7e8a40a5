import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Card } from '@/ui/card';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { CompanyFacts } from './company-facts';
import { CompanyProfile } from './company-profile';
import { EnforceMfa } from './enforce-mfa';
import { Leave } from './leave';
import { companyOptions } from './queries';
import { VatRegime } from './vat-regime';

/** The company whose books these are; `children` is what else can be done with it, `end` what ends it. */
export function CompanyPage({ children, end }: { children?: ReactNode; end?: ReactNode }) {
  const t = useT('company');
  const failure = useFailure();
  const company = useQuery(companyOptions());
  return (
    <div className="max-w-3xl">
      <PageHeader title={t('title')} />
      <div className="flex flex-col gap-4">
        {company.isPending && (
          <Card title={t('facts')}>
            <SkeletonRows rows={4} />
          </Card>
        )}
        {company.isError && (
          <Card title={t('facts')}>
            <ErrorState title={t('loadFailed')} {...failure(company.error)} onRetry={() => void company.refetch()} />
          </Card>
        )}
        {company.data && (
          <>
            <CompanyFacts company={company.data} />
            <CompanyProfile company={company.data} />
            <VatRegime company={company.data} />
            <EnforceMfa company={company.data} />
            {children}
            <Leave company={company.data} />
            {end}
          </>
        )}
      </div>
    </div>
  );
}
