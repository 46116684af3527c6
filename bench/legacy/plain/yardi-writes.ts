import type { Frame } from 'playwright';
import type { PlainScript } from '../plain.ts';
import { cells, day, lookUp, mmddyy, money, open, posted, say, signIn } from './yardi-screen.ts';

const value = (frame: Frame, id: string) => frame.inputValue(`#${id}`);
const text = async (frame: Frame, id: string) => say(await frame.textContent(`#${id}`));

const createWorkOrder: PlainScript = async (page, user, args) => {
  const given = args as Record<string, string | undefined>;
  const field = (name: string) => given[name] ?? '';
  await signIn(page, user);
  let frame = await open(page, 'WorkOrder.aspx');
  await lookUp(frame, 'PropertyId', field('property'));
  await lookUp(frame, 'UnitLookup', field('unit'));
  await frame.fill('#BriefDesc_TextBox', field('description'));
  await frame.selectOption('#Category_DropDownList', field('category'));
  await frame.selectOption('#Priority_DropDownList', field('priority'));
  await frame.fill('#CallerName_TextBox', field('caller'));
  await frame.fill('#AccessNotes_TextBox', field('access_notes'));
  await posted(frame, () => frame.click('#Save_Button'));
  const said = await text(frame, 'MessageTableContainer');
  const [, number] = /^Work Order (\d+) has been saved$/.exec(said) ?? [];
  if (number === undefined) throw new Error(`not saved: ${said}`);
  frame = await open(page, `WorkOrder.aspx?Id=${number}`);
  return {
    number,
    status: await text(frame, 'Status_Label'),
    opened: day(await text(frame, 'CallDate_Label')),
    property: await value(frame, 'PropertyId_LookupCode'),
    unit: await value(frame, 'UnitLookup_LookupCode'),
    description: await value(frame, 'BriefDesc_TextBox'),
    category: await value(frame, 'Category_DropDownList'),
    priority: await value(frame, 'Priority_DropDownList'),
    caller: await value(frame, 'CallerName_TextBox'),
    access_notes: await value(frame, 'AccessNotes_TextBox'),
  };
};

type Payable = Record<
  'vendor' | 'invoice' | 'invoice_date' | 'due_date' | 'property' | 'account' | 'amount' | 'remarks',
  string
>;

const enterBatch: PlainScript = async (page, user, args) => {
  const payables = args['payables'] as Payable[];
  const month = String(args['post_month']);
  await signIn(page, user);
  let frame = await open(page, 'PayableBatch.aspx');
  for (const payable of payables) {
    await lookUp(frame, 'PayeeLookup', payable.vendor);
    await lookUp(frame, 'PropIdLookup', payable.property);
    await lookUp(frame, 'AcctIdLookup', payable.account);
    await frame.fill('#InvoiceNum_TextBox', payable.invoice);
    await frame.fill('#TotalAmt_TextBox', payable.amount);
    await frame.fill('#InvDate_TextBox', mmddyy(payable.invoice_date));
    await frame.fill('#DueDate_TextBox', mmddyy(payable.due_date));
    await frame.fill('#Remarks_TextBox', payable.remarks);
    await posted(frame, () => frame.click('#Add_Button'));
  }
  await frame.fill('#BatchDesc_TextBox', String(args['description']));
  await frame.fill('#PostMonth_TextBox', month.slice(5) + month.slice(2, 4));
  await frame.fill('#TotalOfPayables_TextBox', String(args['control_total']));
  await frame.fill('#NumberOfPayables_TextBox', String(payables.length));
  await posted(frame, () => frame.click('#Post_Button'));
  const said = await text(frame, 'MessageTableContainer');
  const [, batch] = /^Batch (\d+) has been posted$/.exec(said) ?? [];
  if (batch === undefined) throw new Error(`not posted: ${said}`);
  frame = await open(page, `PayableBatch.aspx?Id=${batch}`);
  const posting = await value(frame, 'PostMonth_TextBox');
  const rows = await cells(frame.locator('#Payables_DataTable tr:not(.ghead)'));
  return {
    batch,
    description: await value(frame, 'BatchDesc_TextBox'),
    post_month: `20${posting.slice(2)}-${posting.slice(0, 2)}`,
    mark: await value(frame, 'Notes_TextBox'),
    payables: rows.map((row) => ({
      vendor: row[0],
      invoice: row[2],
      invoice_date: day(row[3]),
      due_date: day(row[4]),
      property: row[5],
      account: row[6],
      amount: money(row[7]),
      remarks: row[8],
    })),
    total: money(await text(frame, 'BatchTotal_Label')),
  };
};

export const plainWrites: Record<string, PlainScript> = {
  yardi_create_work_order: createWorkOrder,
  yardi_enter_payable_batch: enterBatch,
};
