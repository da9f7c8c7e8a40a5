import type { ReactNode } from 'react';
import { useWindowTitle } from '@/lib/window-title';

interface PageHeaderProps {
  title: string;
  note?: ReactNode;
  children?: ReactNode;
  /** What the window is called where it is not the title. */
  windowTitle?: string;
}

/** Title left, actions right; every page has exactly one. It names the window too. */
export function PageHeader({ title, note, children, windowTitle = title }: PageHeaderProps) {
  useWindowTitle(windowTitle);
  return (
    <header className="mb-5 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-2">
      <div className="mr-auto flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        {note && <span className="text-sm text-muted">{note}</span>}
      </div>
      {children && <div className="flex flex-wrap items-center gap-2 max-md:contents">{children}</div>}
    </header>
  );
}
