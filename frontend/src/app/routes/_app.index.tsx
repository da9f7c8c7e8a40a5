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
  const show = () => void navigate({ to: '/documents' });
  const upload = (
    <div className="flex flex-wrap justify-center gap-2">
      <UploadButton onFiles={show} />
      <span className="md:hidden">
        <UploadButton camera variant="secondary" onFiles={show} />
      </span>
    </div>
  );
  return <DashboardPage upload={upload} />;
}
