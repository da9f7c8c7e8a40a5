import { createFileRoute } from '@tanstack/react-router';
import { DashboardPage } from '@/features/dashboard/dashboard-page';
import { dashboardOptions } from '@/features/dashboard/queries';
import { UploadButton } from '@/features/documents/upload-button';

export const Route = createFileRoute('/_app/')({
  loader: ({ context }) => void context.queryClient.prefetchQuery(dashboardOptions()),
  component: Home,
});

function Home() {
  const navigate = Route.useNavigate();
  return <DashboardPage upload={<UploadButton onFiles={() => void navigate({ to: '/documents' })} />} />;
}
