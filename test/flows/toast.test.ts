import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ToastInspection } from '../../replicas/toast/index.ts';
import { createMcpFactory } from '../../src/mcp/create-server.ts';
import { serveHttp } from '../../src/mcp/http/serve-http.ts';
import { connect } from '../support/clients.ts';
import { dollars, harborview, openOffice, week } from './toast-office.ts';
import type { Office } from './toast-office.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office[Symbol.asyncDispose]());
beforeEach(() => office.behave());

const within = (one: { restaurant: string; date: string }) =>
  one.restaurant === office.here() && one.date >= week.from && one.date <= week.to;
const total = <Row>(rows: Row[], pick: (row: Row) => number) => rows.reduce((sum, row) => sum + pick(row), 0);

describe('reads', () => {
  test('the sales summary is that of the restaurant and the dates, to the cent', async () => {
    const { records } = office.replica.inspect();
    const sold = records.itemDays.filter((one) => within(one));
    const days = records.salesDays.filter((one) => within(one));
    const answer = await office.ask('get_sales_summary', week);
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
    const sold = office.replica.inspect().records.itemDays.filter((one) => within(one));
    const names = [...new Set(sold.map(({ item }) => item))];
    const answer = await office.ask('get_product_mix', week);
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

  const entry = (one: ToastInspection['records']['timeEntries'][number]) => ({
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
    const all = office.replica.inspect().records.timeEntries.filter((one) => within(one));
    expect(await office.ask('list_time_entries', week)).toMatchObject({
      restaurant: harborview,
      time_zone: 'America/New_York',
      employee: null,
      entries: all.map(entry),
      complete: { proven: true },
    });
    const [{ employee }] = all as [(typeof all)[0]];
    const one = await office.ask('list_time_entries', { ...week, employee });
    expect(one['entries']).toEqual(all.filter((each) => each.employee === employee).map(entry));
    const { error } = await office.engine.run('toast_list_time_entries', {
      ...week,
      employee: 'Dubios, Celine',
    });
    expect(error).toMatchObject({
      code: 'NOT_FOUND',
      hint: expect.stringContaining('Dubois, Céline') as string,
    });
  });

  test('deposits, and a period that has none', async () => {
    const all = office.replica.inspect().records.deposits.filter((one) => within(one));
    expect((await office.ask('list_deposits', week))['deposits']).toEqual(
      all.map((one) => ({
        invoice: one.number,
        date: one.date,
        card_payments: dollars(one.gross),
        fees: dollars(-one.fees),
        net_deposit: dollars(one.net),
        link: `${office.replica.url}restaurants/admin/invoices/${one.number}.pdf`,
      })),
    );
    const none = await office.ask('list_deposits', { from: '2026-01-01' });
    expect(none).toMatchObject({ deposits: [], complete: { proven: true } });
    office.replica.switches.emptyWithoutRow = true;
    expect(await office.code('list_deposits', { from: '2026-01-01' })).toBe('LAYOUT_CHANGED');
  });

  test('guests', async () => {
    const guests = office.replica
      .inspect()
      .records.guests.filter(({ restaurant }) => restaurant === office.here());
    expect((await office.ask('list_guests'))['guests']).toEqual(
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

test('over MCP: eight lean tools, and one of them answers', async () => {
  const { catalog, accounts, runs, evidence, log } = office.engine;
  const parts = { version: '0', catalog, accounts, runs, evidence, log, waitLimit: 55_000 };
  const http = await serveHttp({ createServer: createMcpFactory({ ...office.engine, ...parts }), port: 0 });
  try {
    await using client = await connect('v2-legacy', { url: http.url });
    const tools = (await client.listTools()).filter(({ name }) => name.startsWith('toast_'));
    expect(tools).toHaveLength(8);
    const inputs = tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
    expect(JSON.stringify(inputs).length / 4).toBeLessThan(1_500);
    const { structuredContent } = await client.callTool('toast_get_sales_summary', week);
    expect(structuredContent).toMatchObject({ status: 'done', result: { restaurant: harborview, ...week } });
  } finally {
    await http.close();
  }
});
