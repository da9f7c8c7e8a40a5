import { createFileRoute } from '@tanstack/react-router';
import { ConfirmEmailPage } from '@/features/identity/verify-email-page';

export const Route = createFileRoute('/confirm-email')({ component: ConfirmEmailPage });
