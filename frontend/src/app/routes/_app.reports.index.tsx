import { createFileRoute, redirect } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/reports/')({
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/reports/profit-and-loss', search, replace: true });
  },
});
