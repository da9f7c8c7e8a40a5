import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ImageUp, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import { removeCompanyLogo, setCompanyLogo } from '@/api/gen/sdk.gen';
import type { CompanyRead } from '@/api/gen/types.gen';
import { apiFetch } from '@/api/session';
import { ifSeen } from '@/api/versions';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { FormProblem } from '@/ui/form-problem';
import { companyOptions } from './queries';

/** The picture at the top of the paper. */
export function CompanyLogo({ company, editable }: { company: CompanyRead; editable: boolean }) {
  const t = useT('companyProfile');
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const address = useLogo(company);
  const refresh = () => client.invalidateQueries({ queryKey: companyOptions().queryKey });
  const headers = ifSeen(company.version);
  const put = useMutation({
    meta: { quiet: true },
    mutationFn: async (file: File) => void (await setCompanyLogo({ body: { file }, headers, throwOnError: true })),
    onSuccess: () => toast({ tone: 'done', title: t('logoSaved') }),
    onSettled: refresh,
  });
  const remove = useMutation({
    meta: { anyway: true },
    mutationFn: async () => void (await removeCompanyLogo({ headers, throwOnError: true })),
    onSuccess: () => toast({ tone: 'done', title: t('logoRemoved') }),
    onSettled: refresh,
  });
  const { byField, rest } = useFormErrors(put.error, []);
  if (!editable && !company.has_logo) return null;
  return (
    <section aria-label={t('logo')} className="mt-5 flex flex-wrap items-center gap-4 border-t border-line pt-4">
      {address && <img src={address} alt={t('logo')} className="h-14 max-w-48 rounded bg-white object-contain p-1" />}
      <div className="min-w-48 flex-1 text-sm">
        <p className="font-medium">{t('logo')}</p>
        <p className="text-muted">{t('logoText')}</p>
      </div>
      {editable && (
        <>
          <Button size="sm" icon={ImageUp} busy={put.isPending} onClick={() => input.current?.click()}>
            {t('logoChoose')}
          </Button>
          {company.has_logo && (
            <Button size="sm" variant="danger" icon={Trash2} busy={remove.isPending} onClick={() => remove.mutate()}>
              {t('logoRemove')}
            </Button>
          )}
          <input
            ref={input}
            type="file"
            accept="image/png,image/jpeg"
            aria-label={t('logoChoose')}
            tabIndex={-1}
            className="hidden"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = '';
              if (file) put.mutate(file);
            }}
          />
        </>
      )}
      <div className="basis-full empty:hidden">
        <FormProblem messages={[...Object.values(byField), ...rest]} />
      </div>
    </section>
  );
}

/** Needs the token, so it comes by fetch and is shown from a blob: address. */
function useLogo(company: CompanyRead): string | null {
  const query = useQuery({
    queryKey: ['company', 'logo', company.version] as const,
    queryFn: async ({ signal }) =>
      (await apiFetch(new URL('/api/v1/company/logo', location.origin), { signal })).blob(),
    enabled: company.has_logo,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [address, setAddress] = useState<string | null>(null);
  const picture = company.has_logo ? query.data : undefined;
  useEffect(() => {
    if (!picture) return setAddress(null);
    const made = URL.createObjectURL(picture);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return address;
}
