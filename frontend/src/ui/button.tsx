import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { Kbd } from './kbd';

type Variant = 'primary' | 'secondary' | 'quiet' | 'danger';
type Size = 'sm' | 'md';

const VARIANT: Record<Variant, string> = {
  primary: 'bg-accent text-accent-ink border-transparent hover:brightness-110 disabled:brightness-100',
  secondary: 'bg-surface text-ink border-edge/60 hover:bg-sunken hover:border-edge',
  quiet: 'bg-transparent text-muted border-transparent hover:bg-sunken hover:text-ink',
  danger: 'bg-surface text-neg border-edge/60 hover:bg-neg-soft hover:border-neg',
};
const SIZE: Record<Size, string> = { sm: 'h-8 px-2.5 text-sm gap-1.5', md: 'h-9 px-3.5 text-base gap-2' };

/** The look of a button, also for links that act as one. */
export function buttonClass(variant: Variant = 'secondary', size: Size = 'md'): string {
  return `inline-flex shrink-0 items-center justify-center rounded-md border font-medium whitespace-nowrap transition-colors duration-150 select-none disabled:cursor-not-allowed disabled:opacity-55 ${VARIANT[variant]} ${SIZE[size]}`;
}

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: Variant;
  size?: Size;
  busy?: boolean;
  icon?: LucideIcon;
  keys?: string;
  children: ReactNode;
}

export function Button({
  variant,
  size = 'md',
  busy = false,
  icon: Icon,
  keys,
  children,
  className = '',
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      className={`${buttonClass(variant, size)} ${className}`}
    >
      {Icon && <Icon size={size === 'sm' ? 14 : 16} aria-hidden />}
      {children}
      {keys && <Kbd keys={keys} on={variant === 'primary' ? 'accent' : 'surface'} />}
    </button>
  );
}

export interface IconButtonProps extends ComponentProps<'button'> {
  label: string;
  icon: LucideIcon;
  keys?: string;
}

/** A picture needs a name: `label` is read aloud and shown as a hint. */
export function IconButton({ label, icon: Icon, keys, className = '', ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={keys ? `${label} (${keys.toUpperCase()})` : label}
      {...rest}
      className={`inline-grid size-8 shrink-0 place-items-center rounded-md text-muted transition-colors duration-150 hover:bg-sunken hover:text-ink disabled:cursor-not-allowed disabled:opacity-40 disabled:hover:bg-transparent ${className}`}
    >
      <Icon size={16} aria-hidden />
    </button>
  );
}
