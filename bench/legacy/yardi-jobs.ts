import type { Records } from '../../replicas/yardi/data/records.ts';
import type { YardiInspection } from '../../replicas/yardi/index.ts';
import {
  expectedDashboard,
  expectedLedger,
  expectedPayables,
  expectedPayments,
  expectedReceivables,
  expectedRentRoll,
} from '../../test/replicas/yardi-expected.ts';
import { expectedFinancials } from '../../test/replicas/yardi-expected-financials.ts';
import { expectedCommercial } from '../../test/replicas/yardi-expected-commercial.ts';
import { expectedExpenses, expectedPayeeLedger } from '../../test/replicas/yardi-expected-payees.ts';
import { told } from '../../test/replicas/yardi-told.ts';
import type { Written } from '../../test/replicas/yardi-told.ts';
import { listJob, writeJob } from './job.ts';
import type { Answer, Job, LegacyApp } from './job.ts';
import { plainYardi } from './plain/yardi.ts';

const day = '2026-11-20';
const period = { property: 'elmc', book: 'Cash', from: '2026-09', to: '2026-10' } as const;

const expensed = { property: 'elmc', from: '2026-08', to: '2026-10' };
/** By name, as the popup of the lookup has it: two companies have this one. */
const payee = 'Bright & Sons Electric';
const owed = { property: 'dock', vendor: 'v0000114', from: '2026-08-15', to: day };
const paid = { property: 'dock', from: '2026-09-01', to: day };

const reports: Job<YardiInspection>[] = [
  listJob({
    tool: 'yardi_get_financials',
    args: period,
    list: 'rows',
    key: ({ name }) => String(name),
    expected: ({ records }) => expectedFinancials(records, period),
  }),
  listJob({
    tool: 'yardi_get_rent_roll',
    args: { property: 'mill', as_of: day },
    list: 'units',
    key: ({ unit, resident }) => `${String(unit)} ${String(resident)}`,
    expected: ({ records }) => expectedRentRoll(records, 'mill', day),
  }),
  listJob({
    tool: 'yardi_get_commercial_rent_roll',
    args: { property: 'mill', as_of: day },
    list: 'leases',
    key: ({ units, lease }) => `${String(units)} ${String(lease)}`,
    expected: ({ records }) => expectedCommercial(records, 'mill', day),
  }),
  listJob({
    tool: 'yardi_get_receivables_ageing',
    args: { property: 'dock', as_of: day },
    list: 'residents',
    key: ({ resident }) => String(resident),
    expected: ({ records }) => expectedReceivables(records, 'dock', day),
  }),
  listJob({
    tool: 'yardi_get_payables_ageing',
    args: { property: 'dock', as_of: day },
    list: 'invoices',
    key: ({ control }) => String(control),
    expected: ({ records }) => expectedPayables(records, 'dock', day),
  }),
  listJob({
    tool: 'yardi_get_payments',
    args: paid,
    list: 'invoices',
    key: ({ control }) => String(control),
    expected: ({ records }) => expectedPayments(records, paid),
  }),
  listJob({
    tool: 'yardi_get_expense_distribution',
    args: expensed,
    list: 'invoices',
    key: ({ control }) => String(control),
    expected: ({ records }) => expectedExpenses(records, expensed, day),
  }),
  listJob({
    tool: 'yardi_get_payee_ledger',
    args: { ...owed, vendor: payee },
    list: 'lines',
    key: ({ kind, control }) => `${String(kind)} ${String(control)}`,
    expected: ({ records }) => expectedPayeeLedger(records, owed),
  }),
];

const screens: Job<YardiInspection>[] = [
  listJob({
    tool: 'yardi_get_tenant_ledger',
    args: { resident: 't0019690' },
    list: 'lines',
    key: ({ date, code, description }) => [date, code, description].join(' '),
    expected: ({ records }) => expectedLedger(records, 't0019690'),
  }),
  listJob({
    tool: 'yardi_get_site_dashboard',
    args: { property: 'elmc' },
    list: 'units',
    key: ({ metric, unit }) => `${String(metric)} ${String(unit)}`,
    expected: ({ records }) => expectedDashboard(records, 'elmc', day),
  }),
];

const order = {
  property: 'elmc',
  unit: '102',
  description: 'Leak under sink',
  category: 'Plumbing',
  priority: 'High',
  caller: 'Mrs. O’Neill',
};

const payables = [
  {
    vendor: 'v0000101',
    invoice: '88401',
    invoice_date: '2026-11-12',
    due_date: '2026-12-15',
    property: 'dock',
    account: '6110-0000',
    amount: '1250.00',
    remarks: '',
  },
  {
    vendor: 'v0000120',
    invoice: 'D-77/2',
    invoice_date: '2026-11-13',
    due_date: '2026-12-15',
    property: 'elmc',
    account: '6150-0000',
    amount: '175.10',
    remarks: 'Beds, north side',
  },
];
const batch = { description: 'Repairs week 47', post_month: '2026-11' };

const purchase = { vendor: 'v0000120', order_date: '2026-11-20', required_by: '2026-12-04' };
const lines = [
  { property: 'dock', description: 'Beds', account: '6150-0000', quantity: '2.5', unit_price: '175.10' },
  { property: 'elmc', description: 'Sod', account: '6150-0000', quantity: '4', unit_price: '16.90' },
];
const priced = lines.map((line, at) => ({ ...line, total: ['437.75', '67.60'][at] }));

const fees = {
  description: 'Late fees week 47',
  post_month: '2026-11',
  charges: [
    {
      resident: 't0019683',
      property: 'dock',
      charge_code: 'late',
      amount: '50.00',
      date: '2026-11-06',
      notes: '',
    },
    {
      resident: 't0019701',
      property: 'elmc',
      charge_code: 'damage',
      amount: '135.50',
      date: '2026-11-07',
      notes: 'Broken pane',
    },
  ],
};

const checks = {
  description: 'Lockbox 1119',
  post_month: '2026-11',
  bank: 'bankop',
  receipts: [
    { resident: 't0019684', property: 'dock', check: '4417', amount: '1250.00', date: '2026-11-19' },
    { resident: 't0019701', property: 'elmc', check: '00871', amount: '1060.00', date: '2026-11-19' },
  ],
};

/** What came between, of this kind; and of the other kinds, so that no write goes unseen. */
function newIn(kind: Written, before: Records, after: Records): Answer[] {
  const others = (Object.keys(told) as Written[]).filter((each) => each !== kind);
  return [kind, ...others].flatMap((each) => {
    const recordsOf = (from: Records): Answer[] => told[each](from);
    const known = new Set(recordsOf(before).map((record) => JSON.stringify(record)));
    return recordsOf(after).filter((record) => !known.has(JSON.stringify(record)));
  });
}

function write(kind: Written, args: Answer, asked: Answer): Job<YardiInspection> {
  const job = writeJob<YardiInspection>({
    tool: `yardi_${kind}`,
    args,
    asked,
    written: (before, after) => newIn(kind, before.records, after.records),
  });
  // That the batch was read whole is in its records already: they are compared line by line.
  return { ...job, judge: ({ complete: _whole, ...answer }, ...rest) => job.judge(answer, ...rest) };
}

const writes = [
  write(
    'create_work_order',
    { ...order, access_notes: 'Key at desk' },
    { ...order, status: 'Call', opened: day },
  ),
  write(
    'enter_payable_batch',
    { ...batch, control_total: '1425.10', payables },
    { ...batch, payables, total: '1425.10' },
  ),
  write(
    'create_purchase_order',
    { ...purchase, description: 'Beds and sod', lines },
    { ...purchase, lines: priced, total: '505.35' },
  ),
  write('enter_charge_batch', { ...fees, control_total: '185.50' }, { ...fees, total: '185.50' }),
  write('enter_receipt_batch', { ...checks, control_total: '2310.00' }, { ...checks, total: '2310.00' }),
];

const ofReports = reports.map(({ tool }) => tool);
const withFile = (tools: readonly string[]) => ({
  reportStuck: tools,
  reportSeconds: tools,
  monitorSeconds: tools,
  throttle: tools,
  queuedButNot: tools,
  wrongReport: tools,
  ignoreProperty: tools,
  xlsName: tools,
});
const ofRows = [...reports, ...screens].map(({ tool }) => tool);

export const yardiJobs: LegacyApp<YardiInspection> = {
  jobs: [...reports, ...screens, ...writes],
  brisk: { reportSeconds: 0.4, monitorSeconds: 0.4 },
  together: {
    lockoutSeconds: { lockoutAfter: 1 },
    cutThenSave: { slowSave: 2_000 },
    // A report that is not ready at once is looked for several times.
    throttle: { reportSeconds: 1 },
  },
  only: {
    ...withFile(ofReports),
    renameHeading: ofRows,
    shiftColumn: ofRows,
    truncateRows: ofRows,
    brokenTotals: ofRows.filter((tool) => tool !== 'yardi_get_site_dashboard'),
  },
  withheld: {
    maintenance: { because: 'no page but "scheduled maintenance"' },
    truncateRows: { because: 'rows that neither the file nor the screen has', from: ofRows },
    shiftColumn: {
      because: 'the last value of each row is nowhere, the others under wrong headings',
      from: ofRows,
    },
    brokenTotals: { because: 'a net income that its lines do not come to', from: ['yardi_get_financials'] },
  },
  plain: plainYardi,
};
