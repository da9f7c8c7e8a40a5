import { TriangleAlert } from 'lucide-react';
import type { WarningRead } from '@/api/gen/types.gen';
import { useWarningText } from './warning-text';

/** Why something deserves a second look. */
export function WarningList({ warnings }: { warnings: readonly WarningRead[] }) {
  const warningText = useWarningText();
  if (warnings.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-col gap-1 text-sm text-warn">
      {warnings.map((warning) => (
        <li key={warning.code} className="flex gap-1.5">
          <TriangleAlert size={13} aria-hidden className="mt-0.5 shrink-0" />
          {warningText(warning)}
        </li>
      ))}
    </ul>
  );
}
