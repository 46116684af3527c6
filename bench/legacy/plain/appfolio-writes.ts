import type { Page } from 'playwright';
import type { PlainScript } from '../plain.ts';
import { choose, optionLike, search, shownWorkOrder, signIn } from './appfolio-screen.ts';
import { cells, date, money, text, typed } from './screen.ts';

const optional = (value: unknown) => (typeof value === 'string' ? value : '');

const createWorkOrder: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await page.goto('maintenance/service_requests/new');
  const field = (name: string) => `[name="maintenance_service_request${name}"]`;
  await choose(page, '.js-location', `${String(args['property'])}, ${String(args['unit'])}`);
  await page.fill(field('[description]'), String(args['description']));
  await page.selectOption(field('[priority]'), { label: String(args['priority']) });
  await page.selectOption(field('[permission_to_enter]'), { label: String(args['permission_to_enter']) });
  await page.selectOption(field('[maintenance_work_order][issue_descriptor_id]'), {
    label: String(args['issue']),
  });
  await page.selectOption(field('[maintenance_work_order][party]'), { label: String(args['vendor']) });
  await page.fill(field('[special_instructions]'), optional(args['instructions']));
  await page.getByRole('button', { name: 'Create Work Order' }).click();
  await page.locator('.js-work-order-number').waitFor();
  return shownWorkOrder(page);
};

/** The newest of a list of notes or texts. */
async function newest(page: Page, list: string, hook: string) {
  const note = page.locator(`${list} .note`).first();
  const part = async (name: string) =>
    ((await note.locator(`.js-${hook}-${name}`).textContent()) ?? '').trim();
  return { date: date(await part('date')), by: await part('by'), text: await part('body') };
}

const addNote: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await search(page, String(args['number']));
  await page.locator('.js-add-note').click();
  await page.locator('#note-form textarea').fill(String(args['note']));
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('#notes-list').getByText(String(args['note'])).waitFor();
  return { work_order: args['number'], ...(await newest(page, '#notes-list', 'note')) };
};

const sendText: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await search(page, String(args['number']));
  const recipient = `${String(args['name'])} (${String(args['to'])})`;
  await page.locator('.js-text-form select').selectOption({ label: recipient });
  await page.locator('.js-text-form textarea').fill(String(args['message']));
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('#texts-list').getByText(String(args['message'])).waitFor();
  const to = await text(page, '#texts-list .note .js-text-to');
  return { work_order: args['number'], to, ...(await newest(page, '#texts-list', 'text')) };
};

const assignVendor: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await search(page, String(args['number']));
  await page.locator('a.js-edit-work-order').click();
  const option = page.locator('#party option', { hasText: new RegExp(`^${String(args['vendor'])}$`, 'i') });
  await page.selectOption('#party', (await option.getAttribute('value')) ?? '');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('.js-vendor-contact-card').waitFor();
  return {
    number: args['number'],
    vendor: await text(page, '.js-vendor-contact-card'),
    status: await text(page, '.js-status-label'),
  };
};

interface Line {
  property: string;
  unit?: string;
  account: string;
  description: string;
  amount: string;
}

const enterBill: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await page.goto('accounting/payable_invoices/new');
  const lines = args['lines'] as Line[];
  await choose(page, '#payee', String(args['payee']));
  await page.fill('#reference', String(args['reference']));
  await page.fill('#bill_date', typed(String(args['bill_date'])));
  // Leaving the bill date fills in the due date.
  await page.locator('#bill_date').blur();
  await page.fill('#due_date', typed(String(args['due_date'])));
  const total = lines.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
  await page.fill('#total', (total / 100).toFixed(2));
  await optionLike(page, '#cash_account', `${String(args['cash_account'])} `);
  for (const [index, line] of lines.entries()) {
    if (index > 0) await page.getByRole('button', { name: 'Add Another' }).click();
    const row = page.locator('.js-lines tr').nth(index);
    await row.locator('[name=line_property]').selectOption({ label: line.property });
    await row.locator('[name=line_unit]').fill(line.unit ?? '');
    const account = row.locator('[name=line_account] option', { hasText: line.account }).first();
    await row.locator('[name=line_account]').selectOption((await account.getAttribute('value')) ?? '');
    await row.locator('[name=line_description]').fill(line.description);
    await row.locator('[name=line_amount]').fill(line.amount);
  }
  await page.getByRole('button', { name: 'Done' }).click();
  await page.locator('.js-bill-id').waitFor();
  return {
    bill_id: await text(page, '.js-bill-id'),
    payee: await text(page, '.js-payee'),
    reference: await text(page, '.js-reference'),
    bill_date: date(await text(page, '.js-bill-date')),
    due_date: date(await text(page, '.js-due-date')),
    cash_account: await text(page, '.js-cash-account'),
    total: money((await text(page, '.js-total')).replace('$', '')),
    line_count: (await cells(page.locator('.js-bill-lines tbody tr'))).length,
  };
};

const recordReceipt: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await page.goto('accounting/tenant_receipts/new');
  const field = (name: string) => `#receivable_payment_${name}`;
  await choose(page, '.js-payer', String(args['tenant']));
  await page.fill(field('amount'), String(args['amount']));
  await page.fill(field('occurred_on'), typed(String(args['date'])));
  await page.fill(field('reference'), String(args['reference']));
  await optionLike(page, field('cash_account_id'), `${String(args['cash_account'])} `);
  await page.selectOption(field('payment_type_id'), { label: String(args['type']) });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('.js-receipt-id').waitFor();
  return {
    receipt_id: await text(page, '.js-receipt-id'),
    payer: await text(page, '.js-payer'),
    occupancy_id: await text(page, '.js-occupancy-id'),
    amount: money((await text(page, '.js-amount')).replace('$', '')),
    date: date(await text(page, '.js-date')),
    reference: await text(page, '.js-reference'),
    cash_account: await text(page, '.js-cash-account'),
    type: await text(page, '.js-payment-type'),
  };
};

export const plainAppfolioWrites: Record<string, PlainScript> = {
  appfolio_create_work_order: createWorkOrder,
  appfolio_add_work_order_note: addNote,
  appfolio_assign_vendor: assignVendor,
  appfolio_send_text: sendText,
  appfolio_enter_bill: enterBill,
  appfolio_record_receipt: recordReceipt,
};
