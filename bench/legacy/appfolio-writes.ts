import type { AppfolioInspection } from '../../replicas/appfolio/index.ts';
import { orderNumber } from '../../replicas/appfolio/data/records.ts';
import { money, shownOrder } from '../../test/flows/appfolio-expected.ts';
import { writeJob } from './job.ts';
import type { Answer, Job } from './job.ts';

type Records = AppfolioInspection['records'];

const named = (items: readonly { id: number; name: string }[], id: number | null) =>
  items.find((item) => item.id === id)?.name ?? null;
const cashAccount = (records: Records, wanted: string) =>
  records.cashAccounts.find(({ number }) => number === wanted)?.name;

/** Every record of a kind, as a flow's answer tells it, and with what the answer need not repeat. */
const told: Record<string, (records: Records) => Answer[]> = {
  create_work_order: (records) => records.workOrders.map((order) => shownOrder({ records }, order)),
  add_work_order_note: ({ workOrders }) =>
    workOrders.flatMap((order) =>
      order.notes.map(({ date, by, body }) => ({ work_order: orderNumber(order), date, by, text: body })),
    ),
  assign_vendor: (records) =>
    records.workOrders.flatMap((order) =>
      order.log
        .filter(({ action }) => action.startsWith('Assigned to '))
        .map(({ action }) => ({
          number: orderNumber(order),
          vendor: action.slice('Assigned to '.length),
          status: order.status,
        })),
    ),
  send_text: ({ texts, workOrders }) =>
    texts.map(({ workOrder, recipient, date, by, body }) => ({
      work_order: orderNumber(workOrders.find(({ id }) => id === workOrder)!),
      to: recipient,
      date,
      by,
      text: body,
    })),
  enter_bill: (records) =>
    records.bills.map(({ id, vendor, reference, billDate, dueDate, cashAccount: cash, lines }) => ({
      bill_id: String(id),
      payee: named(records.vendors, vendor),
      reference,
      bill_date: billDate,
      due_date: dueDate,
      cash_account: cashAccount(records, cash),
      total: money(lines.reduce((sum, { amount }) => sum + amount, 0)),
      line_count: lines.length,
      lines: lines.map((line) => ({
        property: named(records.properties, line.property),
        unit: named(records.units, line.unit) ?? '',
        account: line.account,
        description: line.description,
        amount: money(line.amount),
      })),
    })),
  record_receipt: (records) =>
    records.receipts.map((receipt) => ({
      receipt_id: String(receipt.id),
      payer: named(records.occupancies, receipt.occupancy),
      occupancy_id: String(receipt.occupancy),
      amount: money(receipt.amount),
      date: receipt.date,
      reference: receipt.reference,
      cash_account: cashAccount(records, receipt.cashAccount),
      type: receipt.type,
    })),
};

/** A work order whose notes or status change stays the same one. */
const identity =
  (kind: string) =>
  (record: Answer): string =>
    kind === 'create_work_order' ? String(record['number']) : JSON.stringify(record);

/** What came between, of this kind; and of any other kind, so that no write goes unseen. */
function newIn(kind: string, before: Records, after: Records): Answer[] {
  return [kind, ...Object.keys(told).filter((other) => other !== kind)].flatMap((each) => {
    const known = new Set(told[each]!(before).map(identity(each)));
    return told[each]!(after).filter((record) => !known.has(identity(each)(record)));
  });
}

/** Marks are the engine's own, and another one in each run. */
const withoutMarks = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value).replaceAll(/ \[SD-\w+\]/g, '')) as Value;

interface Write {
  args: Answer;
  asked: Answer;
  /** What the answer need not repeat of the record. */
  unsaid?: Answer;
}

const lines = [
  { property: 'Corbel House', unit: '102', account: '6110', description: 'Radiator', amount: '120.50' },
  {
    property: 'Corbel House Annex',
    unit: '',
    account: '6210',
    description: 'After the leak',
    amount: '1000.00',
  },
];
const bill = {
  payee: 'Cascade Plumbing',
  reference: 'A-881',
  bill_date: '2026-11-19',
  due_date: '2026-12-19',
};
const request = {
  property: 'Corbel House',
  unit: '101',
  description: 'Radiator leaks; "hissing" since Søren moved it',
  priority: 'Urgent',
  permission_to_enter: 'Yes',
  vendor: 'Cascade Plumbing',
  instructions: 'Ring twice.',
};
const receipt = { amount: '250.00', date: '2026-11-20', reference: '4471', type: 'Money Order' };

const cases: Record<string, Write> = {
  create_work_order: {
    args: { ...request, issue: 'Plumbing' },
    asked: { ...request, status: 'Assigned', created: '2026-11-20' },
  },
  add_work_order_note: {
    args: { number: '8014-1', note: "Part is ordered; the tenant's dog is friendly." },
    asked: { work_order: '8014-1', text: "Part is ordered; the tenant's dog is friendly." },
  },
  assign_vendor: {
    args: { number: '8017-1', vendor: 'evergreen electric' },
    asked: { number: '8017-1', vendor: 'Evergreen Electric', status: 'Assigned' },
  },
  send_text: {
    args: {
      number: '8001-1',
      to: 'Tenant',
      name: 'Imani Grady',
      message: 'The plumber comes on Monday, 9-11 a.m.',
    },
    asked: {
      work_order: '8001-1',
      to: 'Imani Grady (Tenant)',
      text: 'The plumber comes on Monday, 9-11 a.m.',
    },
  },
  enter_bill: {
    args: {
      ...bill,
      cash_account: '1150',
      lines: lines.map(({ unit, ...line }) => (unit === '' ? line : { ...line, unit })),
    },
    asked: { ...bill, cash_account: 'Operating Trust', total: '1120.50', lines },
    unsaid: { lines },
  },
  record_receipt: {
    args: { ...receipt, tenant: 'Maeve Jiménez', cash_account: '1160' },
    asked: { ...receipt, payer: 'Maeve Jiménez', cash_account: 'Security Deposit Trust' },
  },
};

export const appfolioWrites: Job<AppfolioInspection>[] = Object.entries(cases).map(
  ([name, { args, asked, unsaid }]) => {
    const job = writeJob<AppfolioInspection>({
      tool: `appfolio_${name}`,
      args,
      asked,
      written: (before, after) => withoutMarks(newIn(name, before.records, after.records)),
    });
    return {
      ...job,
      judge: (answer, before, after) => job.judge({ ...withoutMarks(answer), ...unsaid }, before, after),
    };
  },
);
