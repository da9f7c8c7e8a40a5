import { createFileRoute } from '@tanstack/react-router';
import { documentSearch } from '@/features/documents/document-search';
import { documentOptions } from '@/features/documents/queries';
import { ReviewPage } from '@/features/documents/review/review-page';
import { loadTexts } from '@/i18n/i18n';

/** Carries the inbox's filter along, so that next and previous stay in the list it was opened from. */
export const Route = createFileRoute('/_app/documents/$documentId')({
  validateSearch: documentSearch,
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(documentOptions(params.documentId));
    return loadTexts('contacts');
  },
  component: ReviewPage,
});
