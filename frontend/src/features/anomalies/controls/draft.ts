import type { AnomalyControlRead, AnomalySettingsRead, AnomalySettingsWrite } from '@/api/gen/types.gen';
import type { Control } from '../asked';

/** What is set on the screen: which controls are off, and every limit that is not ours. */
export interface Draft {
  off: readonly Control[];
  changed: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

const same = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((value, place) => value === other[place]);

export function draftOf({ controls }: Pick<AnomalySettingsRead, 'controls'>): Draft {
  const changed: Record<string, Record<string, number[]>> = {};
  for (const { control, limits } of controls)
    for (const { name, values, ours } of limits)
      if (!same(values, ours)) changed[control] = { ...changed[control], [name]: values };
  return { off: controls.filter((one) => !one.is_on).map((one) => one.control), changed };
}

export const isOn = (draft: Draft, control: Control): boolean => !draft.off.includes(control);

export const valuesIn = (
  draft: Draft,
  control: Control,
  limit: AnomalyControlRead['limits'][number],
): readonly number[] => draft.changed[control]?.[limit.name] ?? limit.ours;

export function switched(draft: Draft, control: Control, on: boolean): Draft {
  const others = draft.off.filter((one) => one !== control);
  return { ...draft, off: on ? others : [...others, control] };
}

/** Ours is no change: a limit that is set back leaves no trace. */
export function limited(
  draft: Draft,
  control: Control,
  { name, ours }: AnomalyControlRead['limits'][number],
  values: readonly number[],
): Draft {
  const { [name]: _, ...others } = draft.changed[control] ?? {};
  const mine = same(values, ours) ? others : { ...others, [name]: values };
  const { [control]: __, ...rest } = draft.changed;
  return { ...draft, changed: Object.keys(mine).length > 0 ? { ...rest, [control]: mine } : rest };
}

/** Whether two drafts ask for the same, in whatever order they came to it. */
export function isSame(one: Draft, other: Draft): boolean {
  return plain(one) === plain(other);
}

function plain({ off, changed }: Draft): string {
  const sorted = Object.entries(changed)
    .map(([control, limits]) => [control, Object.entries(limits).toSorted()] as const)
    .toSorted(([one], [other]) => one.localeCompare(other));
  return JSON.stringify([off.toSorted(), sorted]);
}

export function written({ off, changed }: Draft): AnomalySettingsWrite {
  return {
    off: [...off],
    changed: Object.fromEntries(
      Object.entries(changed).map(([control, limits]) => [
        control,
        Object.fromEntries(Object.entries(limits).map(([name, values]) => [name, [...values]])),
      ]),
    ),
  };
}
