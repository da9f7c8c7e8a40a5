import { createFileRoute } from '@tanstack/react-router';
import { KeysPage } from '@/features/developers/keys/keys-page';
import { keysSearch } from '@/features/developers/keys/keys-search';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/settings/api-keys')({
  validateSearch: keysSearch,
  loader: () => loadTexts('developers'),
  component: KeysPage,
});
