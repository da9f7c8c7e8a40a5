import { TriangleAlert } from 'lucide-react';

/** Why something deserves a second look. */
export function RemarkList({ remarks }: { remarks: readonly string[] }) {
  if (remarks.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-col gap-1 text-sm text-warn">
      {remarks.map((remark) => (
        <li key={remark} className="flex gap-1.5">
          <TriangleAlert size={13} aria-hidden className="mt-0.5 shrink-0" />
          {remark}
        </li>
      ))}
    </ul>
  );
}
