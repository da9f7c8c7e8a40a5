import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { INPUT } from './field-look';

/** The browser's own list, with our look: works with every keyboard and on every phone. */
export function Select({ className = '', children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={`relative block ${className}`}>
      <select {...rest} className={`${INPUT} appearance-none pr-8`}>
        {children}
      </select>
      <ChevronDown
        size={15}
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
