import { CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from './badge';

const LOOK: Record<Tone, { icon: LucideIcon; className: string }> = {
  neutral: { icon: Info, className: 'border-line bg-sunken/60 text-ink' },
  good: { icon: CircleCheck, className: 'border-pos/30 bg-pos-soft text-pos' },
  warn: { icon: TriangleAlert, className: 'border-warn/30 bg-warn-soft text-warn' },
  bad: { icon: TriangleAlert, className: 'border-neg/30 bg-neg-soft text-neg' },
};

interface NoticeProps {
  tone: Tone;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Announced when it appears, and the keyboard may be led to it: for what happened just now. */
  alert?: boolean;
}

/** Something to know before going on, where it matters. */
export function Notice({ tone, title, children, action, alert = false }: NoticeProps) {
  const { icon: Icon, className } = LOOK[tone];
  return (
    <div
      role={alert ? 'alert' : undefined}
      tabIndex={alert ? -1 : undefined}
      className={`flex flex-wrap items-start gap-x-3 gap-y-2 rounded-lg border px-4 py-3 ${className}`}
    >
      <Icon size={17} aria-hidden className="mt-0.5 shrink-0" />
      <div className="min-w-48 flex-1">
        <p className="font-medium">{title}</p>
        {children && <div className="text-sm">{children}</div>}
      </div>
      {action && <div className="flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
