import { createFileRoute } from '@tanstack/react-router';
import { TagsPage } from '@/features/reports/tags-page';

export const Route = createFileRoute('/_app/reports/tags')({ component: TagsPage });
