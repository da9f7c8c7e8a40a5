import { createFileRoute } from '@tanstack/react-router';
import { SettingsLayout } from '@/app/shell/settings-layout';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/settings')({
  loader: () => loadTexts('settings'),
  component: SettingsLayout,
});
