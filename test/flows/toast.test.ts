import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toast } from '../../replicas/toast/index.ts';
import { toastUsers } from '../../replicas/toast/users.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';

const pack = new URL('../../flows/toast', import.meta.url).pathname;
const downtown = 'Copper Kettle - Downtown';
const harborview = 'Copper Kettle - Harborview';
const [manager] = toastUsers;

type Answer = Record<string, unknown>;
let replica: Awaited<ReturnType<typeof toast.start>>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Awaited<ReturnType<typeof startEngine>>;

/** Well-behaved, but quick. */
const brisk = { reportSeconds: 0, exportSeconds: 0, rowsAfterMs: 50 };

function account(choice: string, more: object = {}) {
  return {
    app: 'toast',
    url: replica.url,
    username: manager!.name,
    password: 'env:TOAST_PASSWORD',
    code: 'env:TOAST_CODES',
    writes: 'allow' as const,
    choice,
    ...more,
  };
}

async function startOn(store: string, accounts: Record<string, ReturnType<typeof account>>) {
  return startEngine({ flows: [pack], store, logLevel: 'silent', humanWait: 0.01, accounts });
}

beforeAll(async () => {
  process.env['TOAST_PASSWORD'] = manager!.password;
  process.env['TOAST_CODES'] = manager!.codeSecret!;
  folder = await temporaryFolder();
  replica = await toast.start({ switches: { ...brisk, oneTimeCode: false } });
  engine = await startOn(folder.path, { harborview: account(harborview) });
});

afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  await replica.close();
  await folder[Symbol.asyncDispose]();
});

/** Every test begins with a well-behaved replica. */
beforeEach(() => {
  for (const [name, { is }] of Object.entries(toast.switches))
    Object.assign(replica.switches, { [name]: is });
  Object.assign(replica.switches, brisk, { oneTimeCode: false });
});

async function ask(tool: string, args: Answer = {}): Promise<Answer> {
  const { state, output, error } = await engine.run(`toast_${tool}`, args);
  expect(error).toBeUndefined();
  expect(state).toBe('done');
  return output as Answer;
}

async function code(tool: string, args: Answer = {}): Promise<string | undefined> {
  return (await engine.run(`toast_${tool}`, args)).error?.code;
}

const dollars = (cents: number) => (cents / 100).toFixed(2);
const here = () => replica.inspect().records.restaurants.find(({ name }) => name === harborview)!.guid;
const week = { from: '2026-11-02', to: '2026-11-08' };
const within = (one: { restaurant: string; date: string }, { from, to } = week) =>
  one.restaurant === here() && one.date >= from && one.date <= to;
const total = <Row>(rows: Row[], pick: (row: Row) => number) => rows.reduce((sum, row) => sum + pick(row), 0);

describe('reads', () => {
  test('the sales summary is that of the restaurant and the dates, to the cent', async () => {
    const { records } = replica.inspect();
    const sold = records.itemDays.filter((one) => within(one));
    const days = records.salesDays.filter((one) => within(one));
    const answer = await ask('get_sales_summary', week);
    const gross = total(sold, (one) => one.gross);
    const discount = total(sold, (one) => one.discount);
    const payments = days.flatMap((day) => day.payments);
    expect(answer).toMatchObject({
      restaurant: harborview,
      ...week,
      gross_sales: dollars(gross),
      discounts: dollars(discount),
      net_sales: dollars(gross - discount),
      tax: dollars(
        total(
          days.flatMap((day) => day.dining),
          (one) => one.tax,
        ),
      ),
      tips: dollars(total(payments, (one) => one.tips)),
      orders: total(
        days.flatMap((day) => day.dining),
        (one) => one.orders,
      ),
      unpaid_orders: total(days, (one) => one.unpaidOrders),
      unpaid_amount: dollars(total(days, (one) => one.unpaidAmount)),
      complete: { proven: true },
    });
    expect(answer['payments']).toEqual(
      ['Credit', 'Cash', 'Gift Card'].map((type) => {
        const rows = payments.filter((one) => one.type === type);
        return {
          type,
          count: total(rows, (one) => one.count),
          amount: dollars(total(rows, (one) => one.amount)),
          tips: dollars(total(rows, (one) => one.tips)),
        };
      }),
    );
    expect(answer['categories']).toEqual(
      ['Food', 'Alcohol', 'Non-Alcoholic'].map((name) => {
        const rows = sold.filter((one) => one.category === name);
        return {
          name,
          items: total(rows, (one) => one.quantity),
          net: dollars(total(rows, (one) => one.gross - one.discount)),
        };
      }),
    );
  });

  test('the product mix has each item, with its accents', async () => {
    const sold = replica.inspect().records.itemDays.filter((one) => within(one));
    const names = [...new Set(sold.map(({ item }) => item))];
    const answer = await ask('get_product_mix', week);
    expect(answer).toMatchObject({ restaurant: harborview, ...week, complete: { proven: true } });
    expect(answer['items']).toEqual(
      names.map((item) => {
        const rows = sold.filter((one) => one.item === item);
        return {
          item,
          group: rows[0]!.group,
          category: rows[0]!.category,
          quantity: total(rows, (one) => one.quantity),
          gross: dollars(total(rows, (one) => one.gross)),
          discounts: dollars(total(rows, (one) => one.discount)),
          net: dollars(total(rows, (one) => one.gross - one.discount)),
          voided: dollars(total(rows, (one) => one.voided)),
        };
      }),
    );
    expect(names).toContain('Crème Brûlée');
  });

  const entry = (one: ReturnType<typeof replica.inspect>['records']['timeEntries'][number]) => ({
    employee: one.employee,
    job: one.job,
    date: one.date,
    in: `${one.in}:00`,
    out: `${one.out}:00`,
    regular_hours: dollars(one.regular),
    overtime_hours: dollars(one.overtime),
    hourly_wage: dollars(one.wage),
    pay: dollars(one.pay),
    cash_tips: dollars(one.cashTips),
    other_tips: dollars(one.otherTips),
    breaks_taken: one.breaksTaken,
    breaks_missed: one.breaksMissed,
  });

  test('time entries: all of them, or those of one employee', async () => {
    const all = replica.inspect().records.timeEntries.filter((one) => within(one));
    expect(await ask('list_time_entries', week)).toMatchObject({
      restaurant: harborview,
      time_zone: 'America/New_York',
      employee: null,
      entries: all.map(entry),
      complete: { proven: true },
    });
    const [{ employee }] = all as [(typeof all)[0]];
    const one = await ask('list_time_entries', { ...week, employee });
    expect(one['entries']).toEqual(all.filter((each) => each.employee === employee).map(entry));
    const { error } = await engine.run('toast_list_time_entries', { ...week, employee: 'Dubios, Celine' });
    expect(error).toMatchObject({
      code: 'NOT_FOUND',
      hint: expect.stringContaining('Dubois, Céline') as string,
    });
  });

  test('deposits, and a period that has none', async () => {
    const all = replica.inspect().records.deposits.filter((one) => within(one));
    expect((await ask('list_deposits', week))['deposits']).toEqual(
      all.map((one) => ({
        invoice: one.number,
        date: one.date,
        card_payments: dollars(one.gross),
        fees: dollars(-one.fees),
        net_deposit: dollars(one.net),
        link: `${replica.url}restaurants/admin/invoices/${one.number}.pdf`,
      })),
    );
    const none = await ask('list_deposits', { from: '2026-01-01' });
    expect(none).toMatchObject({ deposits: [], complete: { proven: true } });
    replica.switches.emptyWithoutRow = true;
    expect(await code('list_deposits', { from: '2026-01-01' })).toBe('LAYOUT_CHANGED');
  });

  test('guests', async () => {
    const guests = replica.inspect().records.guests.filter(({ restaurant }) => restaurant === here());
    expect((await ask('list_guests'))['guests']).toEqual(
      guests.map((one) => ({
        id: one.id,
        first_name: one.first,
        last_name: one.last,
        email: one.email,
        phone: one.phone,
        visits: one.visits,
        spent: dollars(one.gross),
      })),
    );
  });
});
