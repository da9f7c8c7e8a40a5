import './lib/zod'; // first: it must run before any schema is made
import '@fontsource-variable/inter/wght.css';
import './index.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Providers } from './app/providers';
import { queryClient } from './app/query-client';
import { router } from './app/router';
import { preferredLocale, setLocale } from './i18n/i18n';
import { stayWhileOffline } from './lib/online';
import { watchSystemTheme } from './lib/preferences';

watchSystemTheme();
stayWhileOffline();
void setLocale(preferredLocale()).then(() => {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <Providers client={queryClient}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
});
