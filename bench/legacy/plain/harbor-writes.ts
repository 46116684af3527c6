import type { Page } from 'playwright';
import type { Answer } from '../job.ts';
import type { PlainScript } from '../plain.ts';
import { cells, date, labels, money, orNull, signIn, text, typed } from './screen.ts';

const optional = (value: unknown) => (typeof value === 'string' ? value : '');

const createWorkOrder: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await page.goto('app/pages/NewWorkOrder.aspx');
  const property = page.locator('#ddlProperty option', {
    hasText: new RegExp(String(args['building']), 'i'),
  });
  await page.selectOption('#ddlProperty', (await property.getAttribute('value')) ?? '');
  await page.locator(`#ddlUnit option[value="${String(args['unit'])}"]`).waitFor({ state: 'attached' });
  await page.selectOption('#ddlUnit', String(args['unit']));
  await page.selectOption('#ddlCategory', { label: String(args['category']) });
  await page.selectOption('#ddlPriority', { label: String(args['priority']) });
  await page.fill('#txtBrief', String(args['description']));
  await page.fill('#txtAccess', optional(args['access_notes']));
  await page.fill('#txtDue', typed(optional(args['due'])));
  await page.selectOption('#ddlAssignee', { label: optional(args['assignee']) });
  await page.click('#btnSave');
  await page.locator('#lblMessage:not(:empty)').waitFor();
  const [number] = /WO-\d+/.exec(await text(page, '#lblMessage')) ?? [];
  if (!number) throw new Error(`not saved: ${await text(page, '#lblMessage')}`);
  return readWorkOrder(page, number);
};

async function readWorkOrder(page: Page, number: string): Promise<Answer> {
  await page.goto(`app/pages/WorkOrder.aspx?no=${number}`);
  const shown = await labels(page);
  return {
    number: shown['Work Order'],
    status: shown['Status'],
    priority: shown['Priority'],
    category: shown['Category'],
    building: shown['Property']?.split(' - ')[0],
    unit: shown['Unit'],
    description: shown['Brief Description'],
    opened: date(shown['Opened']),
    due: date(shown['Due']),
    completed: date(shown['Completed']),
    assignee: orNull(shown['Assigned To']),
    tenant: orNull(shown['Tenant']),
    access_notes: orNull(shown['Access Notes']),
    reference: orNull(shown['Reference']),
    trip_charge: money(shown['Trip Charge']),
  };
}

/** Presses a button of a work order's page, and waits until Harbor says that it saved. */
async function save(page: Page, button: string): Promise<void> {
  await page.click(button);
  await page.getByText('Record saved.').waitFor();
}

const addNote: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await page.goto(`app/pages/WorkOrder.aspx?no=${String(args['work_order'])}`);
  await page.fill('#txtNote', String(args['note']));
  await save(page, '#btnAddNote');
  const row = (await cells(page.locator('#grdNotes tr.row'))).at(-1) ?? [];
  return {
    work_order: args['work_order'],
    date: date(row[0]),
    by: row[1],
    reference: orNull(row[2]),
    note: row[3],
  };
};

const changeStatus: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await page.goto(`app/pages/WorkOrder.aspx?no=${String(args['work_order'])}`);
  await page.selectOption('#ddlNewStatus', String(args['status']));
  await page.fill('#txtCompleted', typed(optional(args['completed'])));
  const assignee = page.locator('#ddlAssignee option', {
    hasText: new RegExp(String(args['assignee']), 'i'),
  });
  await page.selectOption('#ddlAssignee', (await assignee.getAttribute('value')) ?? '');
  await save(page, '#btnChangeStatus');
  const row = (await cells(page.locator('#grdHistory tr.row'))).at(-1) ?? [];
  return {
    work_order: args['work_order'],
    date: date(row[0]),
    by: row[1],
    from: row[2],
    to: row[3],
    completed: date(row[4]),
    assignee: orNull(row[5]),
    reference: orNull(row[6]),
  };
};

interface Invoice {
  vendor: string;
  invoice_number: string;
  invoice_date: string;
  building: string;
  gl_account: string;
  amount: string;
  remarks?: string;
}

const enterBillBatch: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await page.goto('app/pages/NewPayableBatch.aspx');
  const invoices = args['invoices'] as Invoice[];
  for (const [index, invoice] of invoices.entries()) {
    await choose(page, '#ddlVendor', invoice.vendor);
    await page.fill('#txtInvoice', invoice.invoice_number);
    await page.fill('#txtInvoiceDate', typed(invoice.invoice_date));
    await choose(page, '#ddlProperty', invoice.building);
    await choose(page, '#ddlAccount', invoice.gl_account);
    await page.fill('#txtAmount', invoice.amount);
    await page.fill('#txtRemarks', optional(invoice.remarks));
    await page.click('#btnAddLine');
    await page.locator('#grdLines tr.row').nth(index).waitFor();
  }
  await page.fill('#txtPeriod', String(args['post_month']).split('-').toReversed().join('/'));
  await page.fill('#txtDescription', String(args['description']));
  await page.fill('#txtControlTotal', String(args['control_total']));
  await page.fill('#txtControlCount', String(invoices.length));
  await page.click('#btnPost');
  await page.getByText('Record saved.').waitFor();
  await page.locator('#grdBatches tr.row a').first().click();
  await page.locator('#lblBatch').waitFor();
  const rows = await cells(page.locator('#grdInvoices tr.row'));
  const totals = await cells(page.locator('#grdInvoices tr.totals'));
  return {
    batch: await text(page, '#lblBatch'),
    post_month: (await text(page, '#lblPeriod')).split('/').toReversed().join('-'),
    description: await text(page, '#lblDescription'),
    reference: orNull(await text(page, '#lblReference')),
    posted: date(await text(page, '#lblPosted')),
    by: await text(page, '#lblBy'),
    cash_account: await text(page, '#lblCashAccount'),
    invoice_count: rows.length,
    total: money(totals[0]?.find((cell) => /^[\d,.]+$/.test(cell))),
  };
};

/** By code or name. */
async function choose(page: Page, list: string, wanted: string): Promise<void> {
  const option = page.locator(`${list} option`, { hasText: wanted });
  await page.selectOption(list, (await option.first().getAttribute('value')) ?? '');
}

export const plainWrites: Record<string, PlainScript> = {
  harbor_create_work_order: createWorkOrder,
  harbor_add_work_order_note: addNote,
  harbor_change_work_order_status: changeStatus,
  harbor_enter_bill_batch: enterBillBatch,
};
