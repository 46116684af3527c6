import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { harborview, openOffice, week } from './toast-office.ts';
import type { Answer, Office } from './toast-office.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office[Symbol.asyncDispose]());
beforeEach(() => office.behave());

/** Each is answered rightly, or with a typed error: never with other numbers. */
describe('misbehaviour', () => {
  const day = { from: '2026-11-06' };
  const reads: [string, Answer][] = [
    ['get_sales_summary', week],
    ['get_product_mix', week],
    ['list_time_entries', week],
    ['list_deposits', week],
    ['list_guests', {}],
    ['list_item_selections', day],
    ['list_cash_entries', week],
  ];
  const right = new Map<string, Answer>();
  beforeAll(async () => {
    for (const [tool, args] of reads) right.set(tool, await office.ask(tool, args));
  });

  test.each(['renameHeading', 'truncateRows', 'shiftColumn'] as const)(
    '%s: no report answers other rows',
    async (name) => {
      for (const [tool, args] of reads) {
        office.replica.switches[name] = true;
        expect([tool, await office.code(tool, args)]).toEqual([tool, 'LAYOUT_CHANGED']);
      }
    },
  );

  test.each(reads)(
    'a line of totals that the rows do not add up to leaves %s unproven, and its rows as they are',
    async (tool, args) => {
      office.replica.switches.brokenTotals = true;
      const { complete, ...answer } = await office.ask(tool, args);
      const { complete: _proven, ...others } = right.get(tool)!;
      expect(answer).toEqual(others);
      expect(complete).toMatchObject({
        proven: false,
        because: expect.stringContaining('but the app') as string,
      });
    },
  );

  test('dates that are ignored: of a longer report only what was asked for', async () => {
    const tuesday = { from: '2026-11-17' };
    for (const tool of ['list_deposits', 'list_time_entries', 'list_cash_entries']) {
      office.replica.switches.filterIgnored = false;
      const { complete: _other, ...others } = await office.ask(tool, tuesday);
      office.replica.switches.filterIgnored = true;
      const { complete, ...answer } = await office.ask(tool, tuesday);
      expect(answer).toEqual(others);
      expect(complete).toMatchObject({ proven: true });
    }
  });

  const withSwitches = (switches: Partial<Office['replica']['switches']>) =>
    Object.assign(office.replica.switches, switches);

  test.each([
    [{ filterIgnored: true }, 'get_sales_summary', 'LAYOUT_CHANGED'],
    [{ filterIgnored: true }, 'get_product_mix', 'LAYOUT_CHANGED'],
    [{ filterIgnored: true }, 'list_deposits', 'LAYOUT_CHANGED'],
    [{ stickyEmployeeFilter: true }, 'list_time_entries', 'LAYOUT_CHANGED'],
    [{ timeZone: 'browser' }, 'list_time_entries', 'right'],
    [{ timeZone: 'utc' }, 'list_time_entries', 'right'],
    [{ timeZone: 'utc' }, 'change_time_entry', 'LAYOUT_CHANGED'],
    [{ exportRowCap: 5 }, 'list_time_entries', 'LAYOUT_CHANGED'],
    [{ exportRowCap: 5 }, 'get_product_mix', 'LAYOUT_CHANGED'],
    [{ exportRowCap: 5 }, 'list_item_selections', 'LAYOUT_CHANGED'],
    [{ filterIgnored: true }, 'list_item_selections', 'LAYOUT_CHANGED'],
    [{ otherHeadings: true }, 'list_item_selections', 'right'],
    [{ oldGeneration: true }, 'get_sales_summary', 'LAYOUT_CHANGED'],
    [{ reportFails: 9 }, 'get_sales_summary', 'APP_UNAVAILABLE'],
    [{ reportFails: 1 }, 'get_sales_summary', 'right'],
    [{ wagesInDollars: true }, 'list_time_entries', 'right'],
    [{ shiftColumn: true }, 'change_item_stock', 'LAYOUT_CHANGED'],
    [{ otherHeadings: true }, 'get_sales_summary', 'right'],
    [{ otherHeadings: true }, 'get_product_mix', 'right'],
    [{ otherHeadings: true }, 'list_time_entries', 'right'],
    [{ maintenance: true }, 'list_deposits', 'APP_UNAVAILABLE'],
    [{ utf8Export: true }, 'get_product_mix', 'right'],
    [{ consentDialog: true }, 'list_time_entries', 'right'],
    [{ rowsAfterMs: 1_000, dialog: true, overlays: true }, 'list_deposits', 'right'],
    [{ overlays: true, consentDialog: true }, 'get_product_mix', 'right'],
    [{ logoutAtRequest: 3 }, 'list_guests', 'right'],
  ] as const)('%j, %s: %s', async (switches, tool, outcome) => {
    withSwitches(switches);
    const stock = { item: 'Steak Frites', in_stock: false };
    const entry = { employee: 'Dubois, Céline', date: '2026-11-19', cash_tips: '1.00' };
    const others: Record<string, Answer> = {
      list_item_selections: day,
      list_guests: {},
      change_item_stock: stock,
      change_time_entry: entry,
    };
    const args = others[tool] ?? week;
    const { output, error } = await office.engine.run(`toast_${tool}`, args);
    if (outcome === 'right') expect(output).toEqual(right.get(tool));
    else expect(error?.code).toBe(outcome);
  });

  test.each([2, 3, 4, 5, 6])('the restaurant is switched underneath at request %i', async (at) => {
    const entry = { employee: 'Dubois, Céline', date: '2026-11-19', cash_tips: '1.00', preview: true };
    for (const [tool, args] of [...reads, ['change_time_entry', entry] as const]) {
      office.replica.switches.switchRestaurantAt = at;
      const { output, error } = await office.engine.run(`toast_${tool}`, args);
      // The engine itself gives up when it is switched while it makes its choice.
      if (error)
        expect(error).toMatchObject({ code: 'LAYOUT_CHANGED', step: `see that "${harborview}" is chosen` });
      else if (tool === 'change_time_entry')
        expect(output).toMatchObject({ preview: { restaurant: harborview, number: '880219' } });
      else expect([tool, output]).toEqual([tool, right.get(tool)]);
    }
  });

  test('a report and an export are looked for no oftener than the pages do it', async () => {
    withSwitches({ throttlePolls: 2, exportSeconds: 1 });
    expect(await office.ask('get_product_mix', week)).toEqual(right.get('get_product_mix'));
    const { polls } = office.replica.inspect();
    const gaps = (times: number[]) => times.slice(1).map((time, n) => time - times[n]!);
    const [reports, exports] = [gaps(polls.reports.at(-1)!), gaps(polls.exports.at(-1)!)];
    expect(reports.length).toBe(2);
    for (const gap of reports) expect(gap).toBeGreaterThan(1_450);
    // The last one fetches the file.
    expect(exports[0]).toBeGreaterThan(2_950);
  });
});
