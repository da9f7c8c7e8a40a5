import { createFileRoute, redirect } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/books/')({
  beforeLoad: () => {
    throw redirect({ to: '/books/years', replace: true });
  },
});
