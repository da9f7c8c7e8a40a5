import type { BookingProblem, DocumentRead, FieldRead } from '@/api/gen/types.gen';
import { useProblemText } from '@/api/problem-text';
import { SURE } from '../confidence-mark';
import { CUSTOMER_FIELDS, type FieldName, fieldOf, GROUPS } from './read-fields';
import { useWarningText } from './warning-text';

/** Where on the form something can be put right. */
export type Place = FieldName | 'account_code' | 'cost_account' | 'exchange_rate';

/** In the order of the form, which is the order `N` goes. */
export const PLACES: readonly Place[] = [
  ...GROUPS.flatMap((group) => (group.key === 'document' ? [...group.fields, ...CUSTOMER_FIELDS] : group.fields)),
  'vat_breakdown',
  'account_code',
  'cost_account',
  'exchange_rate',
  'lines',
];

export interface Remarks {
  /** Sentences by the place where they can be acted on; each sentence about the document stands once. */
  at: ReadonlyMap<Place, readonly string[]>;
  /** About the document as a whole. */
  general: readonly string[];
  /** What keeps it from being booked and has no place of its own. */
  booking: readonly string[];
  /** Every place that deserves a look: what the summary counts, `N` visits, and the page marks. */
  doubtful: readonly Place[];
}

interface Said {
  code: string;
  field: string | null;
  text: string;
  /** The warning that says the same. */
  warning?: string | null | undefined;
}

/** Warnings of the reader and problems of the booking, sorted to their places; what was said already is not repeated. */
export function sortRemarks(document: DocumentRead, warnings: readonly Said[], problems: readonly Said[]): Remarks {
  const at = new Map<Place, string[]>();
  const general: string[] = [];
  const booking: string[] = [];
  const warned = new Set(warnings.flatMap((warning) => [bare(warning.code), warning.text]));
  const put = ({ field, text }: Said, rest: string[]) => {
    const place = placeOf(field);
    const list = place ? (at.get(place) ?? []) : rest;
    if (place) at.set(place, list);
    if (!list.includes(text)) list.push(text);
  };
  for (const warning of warnings) put(warning, general);
  for (const problem of problems) {
    if (!warned.has(problem.text) && !(problem.warning && warned.has(bare(problem.warning)))) put(problem, booking);
  }
  const doubtful = PLACES.filter((place) => at.has(place) || isUnsure(place, fieldOf(document, place)));
  return { at, general, booking, doubtful };
}

/** "total_differs_from_parts:total_amount" is about a field, and named before the colon. */
const bare = (code: string): string => code.split(':')[0] ?? code;

export function placeOf(field: string | null): Place | null {
  const name = field?.replace(/^(body\.)?(fields\.)?/, '').split('.')[0];
  return PLACES.find((place) => place === name) ?? null;
}

/** Read without certainty and not corrected since. Lines are not booked one by one: only a warning makes them doubtful. */
function isUnsure(place: Place, field: FieldRead | undefined): boolean {
  return place !== 'lines' && field !== undefined && field.source !== 'user' && field.confidence < SURE;
}

/** The remarks on a document in the reader's language, without what stands in a box of its own (`setApart`, by code). */
export function useRemarks(
  document: DocumentRead,
  problems: readonly BookingProblem[],
  setApart: readonly string[],
): Remarks {
  const warningText = useWarningText();
  const problemText = useProblemText();
  const apart = ({ code }: { code: string }) => setApart.includes(bare(code));
  const warnings = document.warnings.filter((warning) => !apart(warning));
  return sortRemarks(
    document,
    warnings.map((warning) => ({ ...warning, text: warningText(warning) })),
    problems.filter((problem) => !apart(problem)).map((problem) => ({ ...problem, text: problemText(problem) })),
  );
}
