import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import { answer, house, listed, person } from '@/testing/house';
import { CONTACT, deskHandlers } from '@/testing/invoices';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';
import { askedFrom, blankContact, changesOf, typedFrom } from './typed-contact';

const checked = (vat_number: string, valid: boolean, contact_id: string | null = null) => ({
  valid,
  vat_number: valid ? vat_number : null,
  country: 'BE',
  enterprise_number: valid ? vat_number.slice(2) : null,
  is_proven: true,
  message: valid ? null : 'wrong',
  contact_id,
});

it('asks only for what changed, and forgets what was emptied', () => {
  const before = typedFrom(CONTACT);
  expect(changesOf(before, { ...before, city: ' Brugge ', email: '' })).toEqual({ city: 'Brugge', email: null });
  expect(askedFrom({ ...blankContact('supplier', 'Claes'), payment_days: '14' })).toMatchObject({
    name: 'Claes',
    is_supplier: true,
    is_customer: false,
    payment_days: 14,
    vat_number: null,
  });
});

it('checks a VAT number while it is typed, fills in what it tells, and names the field that is refused', async () => {
  let sent: unknown;
  server.use(
    ...deskHandlers(),
    http.post('*/api/v1/contacts/check-vat-number', async ({ request }) => {
      const { vat_number } = (await request.json()) as { vat_number: string };
      return answer(checked(vat_number, vat_number.endsWith('497')));
    }),
    http.post('*/api/v1/contacts', async ({ request }) => {
      sent = await request.json();
      return problem(422, 'iban_invalid', 'No such account', 'iban');
    }),
    ...house(),
  );
  const { user } = await openPage('/contacts/new?role=customer');
  await user.type(await screen.findByRole('textbox', { name: 'VAT number' }), 'BE0428759498');
  expect(await screen.findByText(/a digit is wrong or missing/)).toBeInTheDocument();
  await user.keyboard('{Backspace}7');
  expect(await screen.findByText('BE0428759497 is well formed')).toBeInTheDocument();
  await user.keyboard('{Tab}');
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Company number' })).toHaveValue('0428759497'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Fill in the name.')).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'Name' })).toHaveFocus();
  await user.keyboard('Janssens');
  await user.type(screen.getByRole('textbox', { name: 'Account (IBAN)' }), 'BE00');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText(/not a valid account number/)).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'Account (IBAN)' })).toBeInvalid();
  expect(sent).toMatchObject({ name: 'Janssens', vat_number: 'BE0428759497', country: 'BE', is_customer: true });
  expect(await violations()).toEqual([]);
});

it('shows what a file would do before anything is written, with what is wrong in each row', async () => {
  const asked: string[] = [];
  const result = (dry_run: boolean) => ({
    dry_run,
    encoding: 'utf-8',
    delimiter: ';',
    columns: { Naam: 'name' },
    ignored: ['Kleur'],
    rows: 3,
    made: 1,
    revised: 1,
    unchanged: 0,
    failed: 1,
    results: [
      { row: 2, outcome: 'made', contact_id: CONTACT.id, name: 'Bakker NV', changes: {}, errors: [] },
      {
        row: 3,
        outcome: 'failed',
        contact_id: null,
        name: 'Fout',
        changes: {},
        errors: [{ code: 'vat_number_invalid', message: 'x', field: 'vat_number', value: 'BE1' }],
      },
      {
        row: 4,
        outcome: 'revised',
        contact_id: 'c-old',
        name: 'Oude klant',
        is_archived: true,
        changes: { city: [null, 'Gent'] },
        errors: [],
        warnings: [{ code: 'payment_terms_unreadable', message: 'x', field: 'Termijn', value: '2 maanden' }],
      },
    ],
  });
  server.use(
    http.post('*/api/v1/contacts/import', ({ request }) => {
      const dry = new URL(request.url).searchParams.get('dry_run');
      asked.push(String(dry));
      return answer(result(dry === 'true'));
    }),
    http.get('*/api/v1/contacts', () => listed([])),
    ...house(),
  );
  const { user } = await openPage('/contacts/import');
  await user.upload(await screen.findByLabelText('Choose a file'), new File(['Naam'], 'klanten.csv'));
  const failed = (await screen.findByText('Fout')).closest('li') as HTMLElement;
  expect(within(failed).getByText(/not a valid VAT number/)).toHaveTextContent('(BE1)');
  const kept = screen.getByRole('link', { name: 'Oude klant' }).closest('li');
  expect(kept).toHaveTextContent('This contact is archived, and stays so.');
  expect(kept).toHaveTextContent(
    'Termijn: These payment terms are no number of days; that one cell was left as it was. (2 maanden)',
  );
  expect(screen.queryByRole('link', { name: 'Bakker NV' })).not.toBeInTheDocument();
  expect(screen.getByText('Nothing has been written yet.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Import 2 contacts' }));
  expect(await screen.findByText(/1 contact was added/)).toBeInTheDocument();
  expect(asked).toEqual(['true', 'false']);
  expect(screen.getByRole('link', { name: 'Bakker NV' })).toHaveAttribute('href', `/contacts/${CONTACT.id}`);
  expect(await violations()).toEqual([]);
});

it('leaves a viewer nothing to press', async () => {
  server.use(
    http.get('*/api/v1/contacts', () => listed([CONTACT])),
    ...house(person({ role: 'viewer' })),
  );
  await openPage('/contacts');
  expect(await screen.findByRole('link', { name: /Janssens/ })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /New contact/ })).not.toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'Import' })).not.toBeInTheDocument();
});
