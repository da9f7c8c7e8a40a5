import { createFileRoute } from '@tanstack/react-router';
import { ProfilePage } from '@/features/identity/profile-page';
import { PersonalData } from '@/features/privacy/personal-data';

export const Route = createFileRoute('/_app/settings/')({ component: Profile });

function Profile() {
  return (
    <ProfilePage>
      <PersonalData />
    </ProfilePage>
  );
}
