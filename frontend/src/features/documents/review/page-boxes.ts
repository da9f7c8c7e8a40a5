import type { FieldRead } from '@/api/gen/types.gen';
import { type Box, boxOf } from '../document-types';
import { CUSTOMER_FIELDS, type FieldName, GROUPS } from './read-fields';

export interface PageBox {
  name: FieldName;
  field: FieldRead;
  box: Box;
}

const ORDER: readonly string[] = [
  ...GROUPS.flatMap((group) => group.fields),
  ...CUSTOMER_FIELDS,
  'vat_breakdown',
  'lines',
];
const SAME = 0.006;

/** The boxes of one page, what matters least first, so that what matters most lies on top. */
export function boxesOf(fields: Readonly<Record<string, FieldRead>>, page: number): PageBox[] {
  return Object.entries(fields)
    .flatMap(([name, field]) => {
      const box = field.page === page ? boxOf(field) : null;
      return box ? [{ name: name as FieldName, field, box }] : [];
    })
    .sort((one, other) => ORDER.indexOf(other.name) - ORDER.indexOf(one.name));
}

/** Two fields may be read from one place: a second click on it goes to the other. */
export function pickedField(boxes: readonly PageBox[], clicked: PageBox, active: string | null): FieldName {
  const stack = boxes.filter((one) => one.box.every((edge, side) => Math.abs(edge - (clicked.box[side] ?? 0)) < SAME));
  const names = stack.map((one) => one.name).reverse();
  const now = active ? (names as readonly string[]).indexOf(active) : -1;
  return names[(now + 1) % names.length] ?? clicked.name;
}
