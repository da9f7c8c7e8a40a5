import { http } from 'msw';
import type {
  AnomalyReasonRead,
  AnomalyRunRead,
  AnomalySettingsRead,
  EntryShown,
  FindingDetail,
  FindingRead,
} from '@/api/gen/types.gen';
import { answer, house, listed, person } from './house';
import { server } from './server';

export const A = '01900000-0000-7000-8000-00000000000a';
export const B = '01900000-0000-7000-8000-00000000000b';

export function reason(
  control: AnomalyReasonRead['control'],
  figures: Record<string, string>,
  points = 2,
): AnomalyReasonRead {
  return {
    control,
    family: 'duplicates',
    points,
    figures: Object.entries(figures).map(([name, value]) => ({ name, value })),
  };
}

export const DUPLICATE = reason('near_duplicate', {
  alteration: 'punctuation',
  other_id: 'first',
  other_reference: '2026118',
  other_date: '2026-10-02',
  amount: '506.31',
  other_counterparty: 'Claes BV',
});

export function finding(id: string, change: Partial<FindingRead> = {}): FindingRead {
  return {
    id,
    type: 'finding',
    book: 'purchases',
    entry_id: `entry-${id}`,
    journal_entry_id: `journal-${id}`,
    contact_id: null,
    counterparty: 'Claes BV',
    reference: '2026-118',
    amount: '506.31',
    currency: 'EUR',
    booked_on: '2026-10-11',
    score: 2.5,
    reasons: [DUPLICATE, reason('odd_number', { reference: '2026-118', percent: '0.0966', entries: '29' }, 0.5)],
    status: 'open',
    snoozed_until: null,
    decision: null,
    run_id: 'run',
    controls_version: '2026-11-21',
    first_seen_at: '2026-11-20T02:00:00Z',
    seen_at: '2026-11-20T02:00:00Z',
    version: 1,
    ...change,
  };
}

export function entry(id: string, change: Partial<EntryShown> = {}): EntryShown {
  return {
    book: 'purchases',
    entry_id: id,
    journal_entry_id: null,
    document_id: null,
    contact_id: null,
    counterparty: 'Claes BV',
    reference: '2026118',
    booked_on: '2026-10-02',
    amount: '506.31',
    currency: 'EUR',
    account_code: '610',
    iban: '',
    ...change,
  };
}

export function detail(of: FindingRead, change: Partial<FindingDetail> = {}): FindingDetail {
  const own = entry(of.entry_id, { reference: of.reference, booked_on: of.booked_on });
  return {
    ...of,
    entry: own,
    compared_with: [{ control: 'near_duplicate', entries: [entry('first')] }],
    history: { entries: 26, smallest: '100.00', middle: '480.00', largest: '900.00', latest: [own, entry('first')] },
    decisions: [],
    sightings: [
      {
        run_id: 'run',
        seen_at: of.seen_at,
        score: of.score,
        reasons: of.reasons,
        controls_version: of.controls_version,
      },
    ],
    limits: '{}',
    ...change,
  };
}

export function run(change: Partial<AnomalyRunRead> = {}): AnomalyRunRead {
  return {
    id: 'run',
    type: 'anomaly_run',
    kind: 'asked',
    status: 'done',
    job_id: null,
    created_at: '2026-11-20T02:00:00Z',
    started_at: '2026-11-20T02:00:01Z',
    finished_at: '2026-11-20T02:00:09Z',
    judged_on: 'worker',
    controls_version: '2026-11-21',
    limits: '{}',
    entries_sha256: 'e'.repeat(64),
    findings_sha256: 'f'.repeat(64),
    entry_count: 156,
    finding_count: 2,
    new_count: 2,
    back_count: 0,
    gone_count: 0,
    replayed_at: null,
    replayed_same: null,
    ...change,
  };
}

export const SETTINGS: AnomalySettingsRead = {
  version: 3,
  country: 'BE',
  controls_version: '2026-11-21',
  controls: [
    {
      control: 'near_duplicate',
      family: 'duplicates',
      is_on: true,
      tells: [],
      limits: [
        { name: 'days', values: [45], ours: [45] },
        { name: 'least', values: [20], ours: [20] },
      ],
    },
    {
      control: 'split',
      family: 'splits',
      is_on: true,
      tells: [],
      limits: [
        { name: 'limits', values: [750, 5000], ours: [500, 1000] },
        { name: 'share', values: [0.9], ours: [0.9] },
      ],
    },
    { control: 'quiet_day', family: 'days', is_on: false, tells: [], limits: [] },
  ],
};

/** Books in which these stand out; what is said of them is written down, and done. */
export function standingOut(rows: FindingRead[], runs = [run()], role: 'owner' | 'viewer' = 'owner') {
  const said: string[] = [];
  const asked: string[] = [];
  let now = rows;
  const change = (id: unknown, by: Partial<FindingRead>) => {
    now = now.map((one) => (one.id === id ? { ...one, ...by, version: one.version + 1 } : one));
    return now.find((one) => one.id === id);
  };
  server.use(
    http.get('*/api/v1/anomalies/runs', () => listed(runs)),
    http.get('*/api/v1/anomalies/findings', ({ request }) => {
      const { search, searchParams } = new URL(request.url);
      if (!searchParams.has('entry')) asked.push(search);
      const wanted = searchParams.getAll('status');
      const entries = searchParams.getAll('entry');
      return listed(
        now.filter((one) =>
          entries.length > 0 ? entries.includes(one.entry_id) : wanted.length === 0 || wanted.includes(one.status),
        ),
      );
    }),
    http.get('*/api/v1/anomalies/findings/:id', ({ params }) => {
      const found = now.find((one) => one.id === params.id);
      return answer(found && detail(found));
    }),
    http.post('*/api/v1/anomalies/findings/:id/:what', async ({ params, request }) => {
      const body = (await request.json()) as { note?: string; until?: string };
      said.push(`${params.what} ${params.id} ${request.headers.get('if-match')} ${body.note ?? ''}${body.until ?? ''}`);
      const status = { accept: 'accepted', explain: 'explained', snooze: 'snoozed', undo: 'open' } as const;
      return answer(change(params.id, { status: status[params.what as 'accept'] }));
    }),
    ...house(person({ role })),
  );
  return { said, asked };
}
