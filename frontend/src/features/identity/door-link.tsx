import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** A link within a sentence at the door. */
export function DoorLink({ children, ...rest }: LinkProps & { children: ReactNode }) {
  return (
    <Link {...rest} className="rounded font-medium text-accent underline-offset-2 hover:underline">
      {children}
    </Link>
  );
}
