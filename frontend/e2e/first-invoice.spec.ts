import { expect, expectAccessible, headersOf, made, newPerson, register, signUp, test, told } from './fixtures';

test('the first invoice of a new company, to a customer nobody knew yet, without a mouse', async ({
  page,
  request,
}) => {
  test.setTimeout(240_000);
  const person = await signUp(page);
  await page.getByRole('main').getByRole('link', { name: 'New invoice' }).press('Enter');
  const customer = page.getByRole('combobox', { name: 'Customer' });
  await expect(customer).toBeFocused();
  // What will be asked is said before anything is written.
  const lacking = page.getByText(/^Of your company: .*street.*town/);
  await expect(lacking).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.type('Bakkerij Joos BV', { delay: 20 });
  await expect(page.getByRole('option', { name: 'Add “Bakkerij Joos BV”' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/contacts\/new/);
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Bakkerij Joos BV');
  await expect(page.getByRole('textbox', { name: 'VAT number' })).toBeFocused();
  await page.keyboard.press('Control+Enter');

  await expect(page).toHaveURL(/\/invoices\/new/);
  await expect(customer).toHaveValue('Bakkerij Joos BV');
  await expect(page.getByLabel('Description of line 1')).toBeFocused();
  await page.keyboard.type('Nails', { delay: 20 }); // n and l are keys elsewhere
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('60');
  await page.getByRole('button', { name: 'Save and issue' }).press('Enter');
  const notice = page.getByRole('alert').filter({ has: lacking });
  await expect(notice).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings\/company/);
  const headers = await headersOf(request, person);
  const answer = await request.patch('/api/v1/company', {
    headers,
    data: { street: 'Meir 1', postal_code: '2000', city: 'Antwerpen', vat_number: 'BE0403170701' },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  await page.goBack();
  await expect(page.getByLabel('Description of line 1')).toHaveValue('Nails');
  await expect(lacking).toBeHidden();
  await page.getByRole('button', { name: 'Save and issue' }).press('Enter');
  await test.step('what an invoice should say and this one does not is asked once', async () => {
    const dialog = page.getByRole('dialog', { name: 'Issue this invoice?' });
    await expect(dialog.getByText('Of your company: account (IBAN).')).toBeVisible();
    await expect(dialog.getByText('Of the customer: street, postal code, town.')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Issue' })).toBeFocused();
    await expectAccessible(page);
    await dialog.getByRole('link', { name: 'Fill it in' }).last().press('Enter');
    await expect(page).toHaveURL(/\/contacts\/.*\/edit/);
    await page.getByRole('textbox', { name: 'Street' }).fill('Grote Markt 5');
    await page.getByRole('textbox', { name: 'Postal code' }).fill('8000');
    await page.getByRole('textbox', { name: 'Town' }).fill('Brugge');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Draft invoice' })).toBeVisible();
    await page.keyboard.press('i');
    await expect(dialog.getByText(/^Of your company/)).toBeVisible();
    await expect(dialog.getByText(/^Of the customer/)).toBeHidden();
    await expect(dialog.getByRole('button', { name: 'Issue' })).toBeFocused();
    await page.keyboard.press('Enter');
  });
  await expect(page.getByText(/was issued$/)).toBeVisible();
  const [issued] = await told(request, headers, '/invoices');
  expect([issued.contact_name, issued.net_amount, issued.status]).toEqual(['Bakkerij Joos BV', '60.00', 'issued']);
});

test.describe('a refusal', () => {
  test.use({ allowed: /422 \(/ });
  test('a customer added while a draft is changed comes back into that draft; a refusal has the cursor', async ({
    page,
    request,
  }) => {
    const headers = await headersOf(request, await register(page, { ...newPerson(), sells: true }));
    const { id: contact_id } = await made(request, headers, '/contacts', { name: 'Hotel Zeezicht' });
    const draft = await made(request, headers, '/invoices', { contact_id, lines: [] });
    await page.goto(`/invoices/${draft.id}/edit`);
    const customer = page.getByRole('combobox', { name: 'Customer' });
    await expect(customer).toHaveValue('Hotel Zeezicht');
    await customer.focus();
    await page.keyboard.type('Garage Mertens', { delay: 20 });
    await page.getByRole('option', { name: 'Add “Garage Mertens”' }).click();
    await expect(page.getByRole('textbox', { name: 'VAT number' })).toBeFocused();
    await page.keyboard.press('Control+Enter');
    await expect(page).toHaveURL(new RegExp(`/invoices/${draft.id}/edit`));
    await expect(customer).toHaveValue('Garage Mertens');
    await page.getByRole('button', { name: 'Save and issue' }).press('Enter');
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Issue' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: /line/ })).toBeFocused();
  });
});
