import { useMe } from '@/api/me';
import { Notice } from '@/ui/notice';

/** Nothing that acts by itself is made for an address that nobody has confirmed. */
export function VerifyFirst({ title, text }: { title: string; text: (email: string) => string }) {
  const me = useMe();
  if (!me || me.email_verified) return null;
  return (
    <div className="mb-4">
      <Notice tone="warn" title={title}>
        {text(me.email)}
      </Notice>
    </div>
  );
}
