import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft, PenLine, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { buttonClass, IconButton } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { ErrorState } from '@/ui/error-state';
import { NotFound } from '@/ui/not-found';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { useRemoveTemplate } from '../mutations';
import { templateOptions } from '../queries';
import { TemplateForm } from './template-form';

/** One template, or a new one. */
export function TemplateEditorPage({ id }: { id?: string }) {
  const t = useT('books');
  const failure = useFailure();
  const navigate = useNavigate();
  const posts = useMay()('ledger:post');
  const query = useQuery({ ...templateOptions(id ?? ''), enabled: Boolean(id) });
  const remove = useRemoveTemplate();
  const [asking, setAsking] = useState(false);
  const [opened, setOpened] = useState(0);
  const found = query.data;
  if (query.isError && asApiError(query.error).missing) {
    return (
      <NotFound title={t('templateMissing')} text={t('templateMissingText')}>
        <Link to="/books/templates" className={buttonClass('primary')}>
          {t('parts.templates')}
        </Link>
      </NotFound>
    );
  }
  return (
    <div className="max-w-4xl">
      <Link
        to="/books/templates"
        className="mb-3 inline-flex items-center gap-1.5 rounded text-sm text-muted hover:text-ink"
      >
        <ArrowLeft size={14} aria-hidden />
        {t('parts.templates')}
      </Link>
      <PageHeader title={id ? (found?.name ?? t('parts.templates')) : t('newTemplate')}>
        {found && posts && (
          <>
            <Link to="/journal/new" search={{ template: found.id }} className={buttonClass('secondary', 'sm')}>
              <PenLine size={14} aria-hidden />
              {t('useTemplate')}
            </Link>
            <IconButton label={t('remove')} icon={Trash2} onClick={() => setAsking(true)} />
          </>
        )}
      </PageHeader>
      {id && query.isPending && <SkeletonRows rows={5} />}
      {query.isError && !found && (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      {(!id || found) && (
        <TemplateForm
          key={`${id ?? 'new'}-${opened}`}
          template={found}
          onOpenAgain={() => void query.refetch().then(() => setOpened((now) => now + 1))}
        />
      )}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('removeTitle', { name: found?.name ?? '' })}
        text={t('removeTemplateText')}
        confirm={t('remove')}
        busy={remove.isPending}
        onConfirm={() =>
          found &&
          remove.mutate(found, {
            onSuccess: () => {
              toast({ tone: 'done', title: t('removed') });
              void navigate({ to: '/books/templates', ignoreBlocker: true });
            },
          })
        }
      />
    </div>
  );
}
