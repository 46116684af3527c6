import type { Frame, Page } from 'playwright';
import type { PlainScript } from '../plain.ts';
import { cells, day, lookUp, money, open, posted, say, signIn, slashed } from './yardi-screen.ts';

const value = (frame: Frame, id: string) => frame.inputValue(`#${id}`);
const text = async (frame: Frame, id: string) => say(await frame.textContent(`#${id}`));

type Line = Record<string, string>;

interface Batch {
  one: string;
  lines: Line[];
  /** Types a line, up to the button. */
  type: (frame: Frame, line: Line) => Promise<void>;
  args: Record<string, unknown>;
}

/** Enters and posts a batch, and answers its page. */
async function post(page: Page, { one, lines, type, args }: Batch) {
  let frame = await open(page, `${one}Batch.aspx`);
  for (const line of lines) {
    await lookUp(frame, 'ResidentLookup', line['resident'] ?? '');
    await lookUp(frame, 'PropIdLookup', line['property'] ?? '');
    await type(frame, line);
    await posted(frame, () => frame.click('#Add_Button'));
  }
  if (typeof args['bank'] === 'string') await lookUp(frame, 'BankLookup', args['bank']);
  await frame.fill('#BatchDesc_TextBox', String(args['description']));
  await frame.fill('#PostMonth_TextBox', slashed(String(args['post_month'])));
  await frame.fill(`#TotalOf${one}s_TextBox`, String(args['control_total']));
  await frame.fill(`#NumberOf${one}s_TextBox`, String(lines.length));
  await posted(frame, () => frame.click('#Post_Button'));
  const said = await text(frame, 'MessageTableContainer');
  const [, batch] = /^Batch (\d+) has been posted$/.exec(said) ?? [];
  if (batch === undefined) throw new Error(`not posted: ${said}`);
  frame = await open(page, `${one}Batch.aspx?Id=${batch}`);
  const [month, year] = (await value(frame, 'PostMonth_TextBox')).split('/');
  const header = {
    batch,
    description: await value(frame, 'BatchDesc_TextBox'),
    post_month: `${year}-${month}`,
    mark: await value(frame, 'Notes_TextBox'),
    total: money(await text(frame, 'BatchTotal_Label')),
  };
  return { frame, header, rows: await cells(frame.locator(`#${one}s_DataTable tr:not(.ghead)`)) };
}

const enterCharges: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  const lines = args['charges'] as Line[];
  const { header, rows } = await post(page, {
    one: 'Charge',
    lines,
    args,
    async type(frame, line) {
      await lookUp(frame, 'ChargeCode', line['charge_code'] ?? '');
      await frame.fill('#Amount_TextBox', line['amount'] ?? '');
      await frame.fill('#ChargeDate_TextBox', slashed(line['date'] ?? ''));
      await frame.fill('#ChargeNotes_TextBox', line['notes'] ?? '');
    },
  });
  return {
    ...header,
    charges: rows.map((row) => ({
      resident: row[0],
      property: row[2],
      charge_code: row[3],
      amount: money(row[4]),
      date: day(row[5]),
      notes: row[6],
    })),
  };
};

const enterReceipts: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  const lines = args['receipts'] as Line[];
  const { frame, header, rows } = await post(page, {
    one: 'Receipt',
    lines,
    args,
    async type(at, line) {
      await at.fill('#CheckNumber_TextBox', line['check'] ?? '');
      await at.fill('#Amount_TextBox', line['amount'] ?? '');
      await at.fill('#PostDate_TextBox', slashed(line['date'] ?? ''));
    },
  });
  return {
    ...header,
    bank: await value(frame, 'BankLookup_LookupCode'),
    receipts: rows.map((row) => ({
      resident: row[0],
      property: row[2],
      check: row[3],
      amount: money(row[4]),
      date: day(row[5]),
    })),
  };
};

const cell = (at: number, column: string) => `DetailsGrid_DataTable_row${at}_${column}`;

const createPurchaseOrder: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  let frame = await open(page, 'PO.aspx');
  const lines = args['lines'] as Line[];
  await lookUp(frame, 'VendorLookup', String(args['vendor']));
  for (const [at, line] of lines.entries()) {
    if (at > 0) await posted(frame, () => frame.click('#AddRow_Button'));
    await frame.fill(`#${cell(at, 'PropIdLookup_PropId')}`, line['property'] ?? '');
    await frame.fill(`#${cell(at, 'podetdesc')}`, line['description'] ?? '');
    await frame.fill(`#${cell(at, 'AcctIdLookup_AcctId')}`, line['account'] ?? '');
    await frame.fill(`#${cell(at, 'qty')}`, line['quantity'] ?? '');
    await frame.fill(`#${cell(at, 'tranunitprice')}`, line['unit_price'] ?? '');
  }
  await frame.fill('#Desctxt_TextBox', String(args['description']));
  await frame.fill('#OrderDate_TextBox', slashed(String(args['order_date'])));
  await frame.fill('#RequiredDate_TextBox', slashed(String(args['required_by'])));
  await posted(frame, () => frame.click('#savebutton_Button'));
  const said = await text(frame, 'PageHeading_Label');
  const [, number] = /^Purchase Order (\d+)$/.exec(said) ?? [];
  if (number === undefined) throw new Error(`not saved: ${await text(frame, 'MessageTableContainer')}`);
  frame = await open(page, `PO.aspx?Id=${number}`);
  return {
    number,
    status: await text(frame, 'CommonWorkflow_lblWorkflowStatus_Label'),
    step: await text(frame, 'CommonWorkflow_txtCurrentStep_Label'),
    vendor: await value(frame, 'VendorLookup_LookupCode'),
    description: await value(frame, 'Desctxt_TextBox'),
    order_date: day(await value(frame, 'OrderDate_TextBox')),
    required_by: day(await value(frame, 'RequiredDate_TextBox')),
    total: money(await value(frame, 'TotalAmt_TextBox')),
    lines: await Promise.all(
      lines.map(async (_line, at) => ({
        property: await value(frame, cell(at, 'PropIdLookup_PropId')),
        description: await value(frame, cell(at, 'podetdesc')),
        account: await value(frame, cell(at, 'AcctIdLookup_AcctId')),
        quantity: await value(frame, cell(at, 'qty')),
        unit_price: money(await value(frame, cell(at, 'tranunitprice'))),
        total: money(await text(frame, cell(at, 'trantotal'))),
      })),
    ),
  };
};

export const plainBatches: Record<string, PlainScript> = {
  yardi_create_purchase_order: createPurchaseOrder,
  yardi_enter_charge_batch: enterCharges,
  yardi_enter_receipt_batch: enterReceipts,
};
