import { useQuery } from '@tanstack/react-query';
import { tagChoicesOptions } from '@/api/tags';
import { TagShares } from '@/ui/tag-shares';
import type { Line } from './draft';

/** Which project, department or car a line is for: its posting gets the same tags when it is booked. */
export function LineTags({ tags, onChange }: { tags: Line['tags']; onChange: (tags: Line['tags']) => void }) {
  const known = useQuery(tagChoicesOptions()).data;
  const shares = tags.map(({ tag_id, percent }) => ({ tag_id, percent: String(percent ?? '100') }));
  return <TagShares tags={known} shares={shares} onChange={(chosen) => onChange([...chosen])} />;
}
