import { CSPProvider } from '@base-ui/react/csp-provider';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { I18n } from '@/i18n/i18n';

/** What every screen stands on. No part may add style elements: the content security policy forbids them. */
export function Providers({ client, children }: { client: QueryClient; children: ReactNode }) {
  return (
    <CSPProvider disableStyleElements>
      <I18n>
        <QueryClientProvider client={client}>{children}</QueryClientProvider>
      </I18n>
    </CSPProvider>
  );
}
