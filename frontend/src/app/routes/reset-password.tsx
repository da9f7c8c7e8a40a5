import { createFileRoute } from '@tanstack/react-router';
import { ResetPasswordPage } from '@/features/identity/reset-password-page';

export const Route = createFileRoute('/reset-password')({ component: ResetPasswordPage });
