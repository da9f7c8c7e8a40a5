import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, it } from 'vitest';
import type { Flaw, Verification } from '@/api/gen/types.gen';
import { setLocale } from '@/i18n/i18n';
import { HASH, log } from '@/testing/audit-log';
import { answer, house } from '@/testing/house';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

describe('verifying', () => {
  const SOUND: Verification = {
    type: 'audit_verification',
    holds: true,
    integrity: { holds: true, checked: 4, unchecked: 0, bad: 0, first_bad: null },
    completeness: {
      holds: true,
      from_sequence: 1,
      to_sequence: 4,
      missing_count: 0,
      missing: [],
      anchored_to: null,
      anchored_at: null,
      damaged_checkpoint: null,
      reasons: [],
    },
    entries_without_event: 0,
    events_without_entry: 0,
    head: { sequence: 4, hash: HASH },
    seconds: 0.02,
  };

  async function verified(found: Verification) {
    log();
    const bodies: unknown[] = [];
    server.use(
      http.post('*/api/v1/audit/verify', async ({ request }) => {
        bodies.push(await request.json());
        return answer(found);
      }),
    );
    const page = await openPage('/audit');
    await page.user.click(await screen.findByRole('button', { name: 'Verify' }));
    return { ...page, bodies };
  }

  it('says that both halves hold, and that it made the first checkpoint', async () => {
    await verified(SOUND);
    const title = await screen.findByRole('heading', { name: 'The log is sound' });
    await waitFor(() => expect(title).toHaveFocus());
    expect(screen.getByRole('heading', { name: 'Nothing was altered' })).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Nothing is missing' })).toBeInTheDocument();
    expect(screen.getByText(/this check made the first/)).toBeInTheDocument();
    expect(await violations()).toEqual([]);
  });

  it('names the first bad row, and leads to it, while nothing is missing', async () => {
    const { user } = await verified({
      ...SOUND,
      holds: false,
      integrity: {
        holds: false,
        checked: 2,
        unchecked: 0,
        bad: 2,
        first_bad: { sequence: 3, reason: 'content_differs' },
      },
    });
    expect(await screen.findByRole('heading', { name: 'The log is not sound' })).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Something was altered' })).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Nothing is missing' })).toBeInTheDocument();
    expect(screen.getByText(/its content does not fit its hash and the event before it/)).toBeInTheDocument();
    expect(screen.getByText('1 more event does not fit.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Event 3' }));
    expect(await screen.findByRole('dialog', { name: 'Document approved' })).toBeInTheDocument();
  });

  it('says what is missing, while nothing was altered', async () => {
    await verified({
      ...SOUND,
      holds: false,
      completeness: {
        ...SOUND.completeness,
        holds: false,
        to_sequence: 4,
        missing_count: 14,
        missing: [5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
        anchored_to: 18,
        anchored_at: '2026-11-20T02:00:00Z',
        reasons: ['rows_missing', 'ends_early', 'entries_not_logged', 'entries_gone'],
      },
      entries_without_event: 1,
      events_without_entry: 2,
    });
    expect(await screen.findByRole('heading', { name: 'Nothing was altered' })).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Something is missing' })).toBeInTheDocument();
    expect(screen.getByText('14 events are missing: 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 …')).toBeInTheDocument();
    expect(screen.getByText('The log ends at event 4; it was signed up to event 18.')).toBeInTheDocument();
    expect(screen.getByText('1 journal entry is in the books but not in the log.')).toBeInTheDocument();
    expect(screen.getByText(/^2 postings are in the log/)).toBeInTheDocument();
  });

  it('says each flaw in the language of the reader', async () => {
    const words: [Flaw, RegExp][] = [
      ['no_such_number', /geen gebeurtenis met dit nummer/],
      ['not_the_signed', /niet de gebeurtenis die ondertekend werd/],
      ['not_the_noted', /niet de gebeurtenis die je noteerde/],
      ['unknown_scheme', /op een manier die niet in gebruik was/],
      ['content_differs', /past niet bij de hash/],
    ];
    for (const [reason, said] of words) {
      const integrity = { ...SOUND.integrity, holds: false, bad: 1, first_bad: { sequence: 2, reason } };
      const page = await verified({ ...SOUND, holds: false, integrity });
      await setLocale('nl');
      expect(await screen.findByText(said)).toBeInTheDocument();
      page.unmount();
      await setLocale('en');
    }
  });

  it('says which checkpoint is damaged', async () => {
    await verified({
      ...SOUND,
      holds: false,
      completeness: {
        ...SOUND.completeness,
        holds: false,
        damaged_checkpoint: 4096,
        reasons: ['checkpoint_damaged'],
      },
    });
    expect(await screen.findByText(/^The checkpoint at event 4,096 is damaged/)).toBeInTheDocument();
  });

  it('holds the log against an end that was noted, as it was copied', async () => {
    const { user, bodies } = await verified(SOUND);
    await user.click(await screen.findByText('Hold the log against an end that you noted'));
    const noted = screen.getByLabelText('Number and hash');
    await user.type(noted, 'not a hash{Enter}');
    expect(noted).toHaveAccessibleDescription(/This is not a number followed by a hash/);
    await user.clear(noted);
    await user.type(noted, ` 4 ${HASH.toUpperCase()} {Enter}`);
    await waitFor(() => expect(bodies).toEqual([{}, { known: { sequence: 4, hash: HASH } }]));
  });

  it('says when the check itself failed', async () => {
    log();
    server.use(http.post('*/api/v1/audit/verify', () => problem(503, 'storage_away', 'Away')));
    const { user } = await openPage('/audit');
    await user.click(await screen.findByRole('button', { name: 'Verify' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The log could not be checked');
  });
});

it('tells how long what is kept, with the law in the language of the reader', async () => {
  server.use(
    http.get('*/api/v1/audit/retention', () =>
      answer([
        {
          class: 'invoices',
          years: 10,
          since: '2023-01-01',
          source: 'VAT Code art. 60, as amended by the law of 20 November 2022',
          oldest: '2015-03-01',
          may_be_removed_from: '2026-01-01',
        },
        { class: 'mail_log', years: 0, since: null, source: 'x', oldest: null, may_be_removed_from: null },
      ]),
    ),
    ...house(),
  );
  await openPage('/audit/retention');
  const row = await screen.findByRole('row', { name: /Invoices/ });
  expect(row).toHaveTextContent(/10 years.*VAT Code art\. 60.*1 Mar 2015.*1 Jan 2026.*may go/);
  expect(screen.getByRole('row', { name: /Mail log/ })).toHaveTextContent(/as long as you want.*at any time/);
  expect(await violations()).toEqual([]);
  await setLocale('nl');
  expect(await screen.findByText(/Btw-Wetboek art\. 60, gewijzigd door de wet van/)).toBeInTheDocument();
  await setLocale('en');
});
