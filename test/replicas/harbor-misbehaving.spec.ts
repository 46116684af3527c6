import { request } from 'playwright';
import type { Browser } from 'playwright';
import rentRoll from '../../flows/harbor/rent-roll.flow.ts';
import tenantLedger from '../../flows/harbor/tenant-ledger.flow.ts';
import listWorkOrders from '../../flows/harbor/work-orders.flow.ts';
import type { HarborSwitches } from '../../replicas/harbor/index.ts';
import { isSidedoorError } from '../../src/errors.ts';
import type { ErrorCode } from '../../src/errors.ts';
import { expectedLedger, expectedRentRoll, expectedWorkOrders } from './harbor-expected.ts';
import { expect, openOffice, test } from './harbor-office.ts';
import type { Office } from './harbor-office.ts';

/** `right`: proven, and as Harbor's records have it, field by field. */
type Outcome = 'right' | 'unproven' | 'WRONG' | ErrorCode;

const filter = { status: 'Completed' } as const;
const day = '2026-11-20';

const jobs: Record<string, (office: Office) => Promise<Outcome>> = {
  list_work_orders: ({ harbor, run }) =>
    judge(run(listWorkOrders, filter), ({ work_orders, complete }) => ({
      complete,
      read: { work_orders },
      expected: { work_orders: expectedWorkOrders(harbor.inspect().records, filter) },
    })),
  get_tenant_ledger: ({ harbor, run }) =>
    judge(run(tenantLedger, { tenant: 'Müller' }), ({ complete, ...read }) => ({
      complete,
      read,
      expected: expectedLedger(harbor.inspect().records, 'T-1076'),
    })),
  run_rent_roll: ({ harbor, run }) =>
    judge(run(rentRoll, { as_of: day, building: 'HBR' }), ({ complete, units }) => ({
      complete,
      read: units,
      expected: expectedRentRoll(harbor.inspect().records, day, 'HBR'),
    })),
};

async function judge<Answer>(
  run: Promise<Answer>,
  look: (answer: Answer) => { complete: { proven: boolean }; read: unknown; expected: unknown },
): Promise<Outcome> {
  try {
    const { complete, read, expected } = look(await run);
    if (!complete.proven) return 'unproven';
    return JSON.stringify(sorted(read)) === JSON.stringify(sorted(expected)) ? 'right' : 'WRONG';
  } catch (error) {
    if (isSidedoorError(error)) return error.code;
    throw error;
  }
}

/** The order of fields does not matter. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).toSorted(([one], [other]) => one.localeCompare(other));
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
}

interface Around {
  /** Done before the switches are flipped. */
  before?: (office: Office) => Promise<unknown>;
  /** Begun together with the flow. */
  meanwhile?: (office: Office) => Promise<unknown>;
}

/** Each flow in a Harbor of its own, signed on before the switches are flipped. */
async function outcomes(
  browser: Browser,
  switches: Partial<HarborSwitches>,
  { before, meanwhile }: Around = {},
) {
  const all = Object.entries(jobs).map(async ([name, job]) => {
    const office = await openOffice(browser);
    try {
      await office.signOn();
      await before?.(office);
      Object.assign(office.harbor.switches, switches);
      const [outcome] = await Promise.all([job(office), meanwhile?.(office)]);
      return [name, outcome] as const;
    } finally {
      await office.close();
    }
  });
  return Object.fromEntries(await Promise.all(all));
}

const expectations: [
  switches: Partial<HarborSwitches>,
  workOrders: Outcome,
  ledger: Outcome,
  rentRoll: Outcome,
][] = [
  [{ dialog: true }, 'right', 'right', 'right'],
  [{ latePostback: true }, 'right', 'right', 'right'],
  // So slow that the late postback overtakes what was clicked.
  [{ latePostback: true, slowMs: 350 }, 'right', 'right', 'right'],
  [{ dropLastPage: true }, 'unproven', 'right', 'right'],
  [{ repeatPage: true }, 'unproven', 'right', 'right'],
  [{ shiftColumn: true }, 'LAYOUT_CHANGED', 'LAYOUT_CHANGED', 'LAYOUT_CHANGED'],
  [{ renameHeading: true }, 'LAYOUT_CHANGED', 'LAYOUT_CHANGED', 'LAYOUT_CHANGED'],
  // The lookup leaves out the only tenant that fits, the monitor the only report.
  [{ truncateRows: true }, 'unproven', 'LAYOUT_CHANGED', 'LAYOUT_CHANGED'],
  [{ brokenTotals: true }, 'right', 'unproven', 'unproven'],
  // A file is read for what it is, byte by byte; the search for a name is not.
  [{ latin1: true }, 'right', 'LAYOUT_CHANGED', 'right'],
  // Not below what a slow machine takes for a page: a monitor that is gone before it is there says nothing. 40 times.
  [{ reportStuck: true, monitorSeconds: 0.4 }, 'right', 'right', 'APP_UNAVAILABLE'],
  [{ maintenance: true }, 'APP_UNAVAILABLE', 'APP_UNAVAILABLE', 'APP_UNAVAILABLE'],
  [{ sessionSeconds: 0.001 }, 'SESSION_LOST', 'SESSION_LOST', 'SESSION_LOST'],
  [{ sessionSeconds: 0.001, signedOutAs200: true }, 'SESSION_LOST', 'SESSION_LOST', 'SESSION_LOST'],
];

test.describe('a flow answers right, says what it could not prove, or fails by name', () => {
  for (const [switches, list_work_orders, get_tenant_ledger, run_rent_roll] of expectations) {
    const name = Object.keys(switches).join(' and ');
    test(`with ${name} switched wrong`, async ({ browser }) => {
      expect(await outcomes(browser, switches)).toEqual({
        list_work_orders,
        get_tenant_ledger,
        run_rent_roll,
      });
    });
  }

  test('with a notice that nobody acknowledged', async ({ browser }) => {
    const before = async ({ harbor, signOn }: Office) => {
      harbor.switches.interstitial = 'notice';
      await signOn();
    };
    expect(await outcomes(browser, {}, { before })).toEqual({
      list_work_orders: 'NEEDS_HUMAN',
      get_tenant_ledger: 'NEEDS_HUMAN',
      run_rent_roll: 'NEEDS_HUMAN',
    });
  });

  test('with rows missing from the file of a report', async ({ office }) => {
    // The older of two reports is the one that the monitor leaves out.
    expect(await jobs['run_rent_roll']?.(office)).toBe('right');
    office.harbor.switches.truncateRows = true;
    expect(await jobs['run_rent_roll']?.(office)).toBe('unproven');
  });

  test('kicked by another workstation in the middle of it', async ({ browser }) => {
    const meanwhile = async ({ harbor }: Office) => {
      const before = harbor.inspect().requestCount;
      await expect.poll(() => harbor.inspect().requestCount - before, { intervals: [10] }).toBeGreaterThan(1);
      const elsewhere = await request.newContext({ baseURL: harbor.url });
      await elsewhere.post('login.aspx', { form: { txtUserName: 'clerk', txtPassword: 'harbor-demo' } });
      await elsewhere.dispose();
      expect(harbor.inspect().kicked).toBe(1);
    };
    expect(await outcomes(browser, { slowMs: 60 }, { meanwhile })).toEqual({
      list_work_orders: 'SESSION_LOST',
      get_tenant_ledger: 'SESSION_LOST',
      run_rent_roll: 'SESSION_LOST',
    });
  });
});

test.describe('signed off at any of its requests, a flow says that its session is lost', () => {
  for (const [name, job] of Object.entries(jobs)) {
    test(name, async ({ visit }) => {
      const { harbor, signOn, ...office } = await visit({ reportSeconds: 0 });
      let sent = 0;
      for (let outcome: Outcome = 'SESSION_LOST'; outcome === 'SESSION_LOST'; sent++) {
        await signOn();
        harbor.switches.logoutAtRequest = sent + 1;
        outcome = await job({ harbor, signOn, ...office });
        const signedOff = harbor.switches.logoutAtRequest === 0;
        expect([sent, outcome]).toEqual([sent, signedOff ? 'SESSION_LOST' : 'right']);
      }
      expect(sent).toBeGreaterThan(4);
    });
  }
});
