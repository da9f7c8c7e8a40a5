import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sendVerificationMail } from '@/api/gen/sdk.gen';
import { meOptions } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';

/** Mails the confirmation link once more, and says where it went. */
export function useSendVerification() {
  const t = useT('verifyNote');
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async () => (await sendVerificationMail({ throwOnError: true })).data.data.email,
    onSuccess: (email) => toast({ tone: 'done', title: t('sent', { email }) }),
    onError: (reason) => {
      const error = asApiError(reason);
      if (error.code === 'email_already_verified') {
        toast({ tone: 'done', title: t('already') });
        void client.invalidateQueries({ queryKey: meOptions().queryKey });
      } else if (error.status === 429) toast({ tone: 'note', title: t('wait', { seconds: error.retryAfter }) });
      else toast({ tone: 'problem', title: t('failed') });
    },
  });
}
