import { orderNumber } from '../../replicas/appfolio/data/records.ts';
import type { AppfolioInspection } from '../../replicas/appfolio/index.ts';
import {
  expectedDelinquency,
  expectedGuestCards,
  expectedLedger,
  expectedOrders,
  expectedRentRoll,
  expectedStatement,
  shownOrder,
} from '../../test/flows/appfolio-expected.ts';
import { appfolioWrites } from './appfolio-writes.ts';
import { listJob } from './job.ts';
import type { Job, LegacyApp } from './job.ts';
import { plainAppfolio } from './plain/appfolio.ts';

/** On which the replica believes to be. */
const day = '2026-11-20';
const property = 'Birchwood Commons';
/** Has a tenant, a vendor and a note. */
const order = '8001-1';

const reads: Job<AppfolioInspection>[] = [
  listJob({
    tool: 'appfolio_run_rent_roll',
    args: { as_of: day },
    list: 'units',
    key: ({ property: where, unit }) => `${String(where)} ${String(unit)}`,
    expected: (inspection) => ({ units: expectedRentRoll(inspection) }),
  }),
  listJob({
    tool: 'appfolio_list_delinquencies',
    args: { as_of: day, property },
    list: 'tenants',
    key: ({ occupancy_id: id }) => String(id),
    expected: (inspection) => ({ tenants: expectedDelinquency(inspection, day, property) }),
  }),
  listJob({
    tool: 'appfolio_get_tenant_ledger',
    args: { tenant: 'Esther Dąbrowski' },
    list: 'lines',
    key: ({ date, description, debit, credit }) => [date, description, debit, credit].join(' '),
    expected: (inspection) => expectedLedger(inspection, 2025),
  }),
  listJob({
    tool: 'appfolio_list_work_orders',
    args: { from: '2026-09-01', to: day, property },
    list: 'work_orders',
    key: ({ number }) => String(number),
    expected: (inspection) => ({
      work_orders: expectedOrders(inspection).filter(
        (one) => one.property === property && one.created >= '2026-09-01' && one.created <= day,
      ),
    }),
  }),
  listJob({
    tool: 'appfolio_get_work_order',
    args: { number: order },
    list: 'notes',
    key: ({ date, by, text }) => [date, by, text].join(' '),
    expected: (inspection) => {
      const found = inspection.records.workOrders.find((one) => orderNumber(one) === order)!;
      return {
        ...shownOrder(inspection, found),
        completed: found.completedOn,
        notes: found.notes.map(({ body, ...note }) => ({ ...note, text: body })),
        log: found.log.map(({ action, ...entry }) => ({ ...entry, text: action })),
      };
    },
  }),
  listJob({
    tool: 'appfolio_list_guest_cards',
    args: { from: '2026-09-01', to: day },
    list: 'inquiries',
    key: ({ inquiry_id: id }) => String(id),
    expected: (inspection) => ({ inquiries: expectedGuestCards(inspection, '2026-09-01', day) }),
  }),
  listJob({
    tool: 'appfolio_get_owner_statement',
    args: { property: 'Corbel House', from: '2026-10-01', to: '2026-10-31' },
    list: 'lines',
    key: ({ date, who, description, balance }) => [date, who, description, balance].join(' '),
    expected: (inspection) => expectedStatement(inspection, 'Corbel House', '2026-10-01', '2026-10-31'),
  }),
];

const reports = [
  'appfolio_run_rent_roll',
  'appfolio_list_delinquencies',
  'appfolio_list_work_orders',
  'appfolio_list_guest_cards',
  'appfolio_get_owner_statement',
  'appfolio_enter_bill',
];

/** Nobody sees these otherwise than on the report. */
const onReportOnly = [
  'appfolio_run_rent_roll',
  'appfolio_list_delinquencies',
  'appfolio_list_guest_cards',
  'appfolio_get_owner_statement',
  'appfolio_enter_bill',
];

export const appfolioJobs: LegacyApp<AppfolioInspection> = {
  jobs: [...reads, ...appfolioWrites],
  // Codes come to a telephone, and there is no person here to type them: the device is remembered.
  brisk: { codeAsked: false, cookieSeconds: 0.1, reportSeconds: 0.1, searchSeconds: 0.05 },
  together: {
    lockoutSeconds: { lockoutAfter: 3 },
    expiredAs: { logoutAtRequest: 3 },
    cutThenSave: { slowSave: 2_000 },
  },
  only: {
    codeAsked: [],
    codeSeconds: [],
    reportSeconds: reports,
    reportStuck: reports,
    duplicateWarning: ['appfolio_enter_bill'],
  },
  withheld: {
    captcha: { because: 'a CAPTCHA is for a person' },
    maintenance: { because: 'the app is down for as long as the cell lasts' },
    noPermission: {
      because: 'the user may not open reports or accounting',
      from: [...onReportOnly, 'appfolio_record_receipt'],
    },
    reportStuck: { because: 'the report never comes', from: onReportOnly },
    shiftColumn: {
      because: 'a column of each row is gone, on the screen and in the export',
      from: onReportOnly,
    },
  },
  plain: plainAppfolio,
};
