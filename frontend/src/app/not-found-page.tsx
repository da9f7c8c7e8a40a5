import { NotFound } from '@/ui/not-found';

/** An address that is none of ours, outside of the shell: a page of its own. */
export function NotFoundPage() {
  return (
    <main>
      <NotFound />
    </main>
  );
}
