/** AppFolio's jobs as somebody scripts them in an afternoon: what the screens show in good software, and no more. */
import type { Answer } from '../job.ts';
import type { PlainScript } from '../plain.ts';
import { report, search, shownWorkOrder, signIn } from './appfolio-screen.ts';
import { plainAppfolioWrites } from './appfolio-writes.ts';
import { cells, date, money, orNull, text } from './screen.ts';

const runRentRoll: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  const rows = await report(page, 'rent_roll', { asOf: args['as_of'] });
  return {
    units: rows.map((row) => ({
      property: row['Property'],
      unit: row['Unit'],
      tenant: orNull(row['Tenant']),
      status: row['Status'],
      market_rent: money(row['Market Rent']),
      rent: money(row['Rent']),
      deposit: money(row['Deposit']),
      lease_from: date(row['Lease From']),
      lease_to: date(row['Lease To']),
      past_due: money(row['Past Due']),
      occupancy_id: orNull(row['Occupancy ID']),
    })),
  };
};

const listDelinquencies: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  const rows = await report(page, 'delinquency', { asOf: args['as_of'], property: args['property'] });
  return {
    tenants: rows.map((row) => ({
      property: row['Property'],
      unit: row['Unit'],
      tenant: row['Name'],
      status: row['Tenant Status'],
      owed: money(row['Amount Receivable']),
      days_0_30: money(row['0-30']),
      days_30_60: money(row['30-60']),
      days_60_90: money(row['60-90']),
      days_90_plus: money(row['90+']),
      occupancy_id: row['Occupancy ID'],
    })),
  };
};

const getTenantLedger: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await search(page, String(args['tenant']));
  await page.locator('a.js-ledger').click();
  await page.locator('.js-tenant-ledger').waitFor();
  const rows = await cells(page.locator('.js-tenant-ledger tbody tr'));
  return {
    tenant: {
      occupancy_id: await text(page, '.js-occupancy-id'),
      name: await text(page, '.js-tenant-name h2'),
      property: await text(page, '.js-property-name'),
      unit: await text(page, '.js-unit-name'),
      status: await text(page, '.js-tenant-status'),
    },
    balance: money((await text(page, '.js-ledger-balance')).replace('$', '')),
    lines: rows.map((row) => ({
      date: date(row[0]),
      payer: row[1],
      description: row[2],
      debit: money(row[3]),
      credit: money(row[4]),
      balance: money(row[5]),
    })),
  };
};

const listWorkOrders: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  const { from, to, property } = args;
  const rows = await report(page, 'work_order', { from, to, property });
  const orders = new Map<string, Answer & { assignees: string[] }>();
  for (const row of rows) {
    const number = row['Work Order Number'] ?? '';
    const assignees = (row['Assigned User'] ?? '').split(', ').filter((who) => who !== '');
    const known = orders.get(number);
    if (known) known.assignees.push(...assignees);
    else
      orders.set(number, {
        number,
        status: row['Status'],
        priority: row['Priority'],
        property: row['Property'],
        unit: orNull(row['Unit']),
        description: row['Service Request Description'],
        vendor: orNull(row['Vendor']),
        assignees,
        created: date(row['Created At']),
        scheduled: date(row['Scheduled Start']),
        completed: date(row['Completed On']),
      });
  }
  return { work_orders: [...orders.values()] };
};

const getWorkOrder: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await search(page, String(args['number']));
  await page.locator('.js-work-order-number').waitFor();
  const log = await cells(page.locator('.js-actions-log tr'));
  return {
    ...(await shownWorkOrder(page)),
    completed: date(await text(page, '.js-work-order-completed-on')),
    notes: await page.locator('#notes-list .note').evaluateAll((notes) =>
      notes.map((note) => {
        const part = (hook: string) => note.querySelector(hook)?.textContent.trim() ?? '';
        const [month, day, year] = part('.js-note-date').split('/');
        return { date: `${year}-${month}-${day}`, by: part('.js-note-by'), text: part('.js-note-body') };
      }),
    ),
    log: log.map(([when, by, action]) => ({ date: date(when), by, text: action })),
  };
};

const listGuestCards: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  const { from, to } = args;
  const rows = await report(page, 'guest_card_inquiries', { from, to });
  const inquiries = rows.map((row) => ({
    name: row['Name'],
    status: row['Status'],
    property: row['Property'],
    unit: orNull(row['Unit']),
    received: date(row['Received']) ?? '',
    source: row['Source'],
    email: orNull(row['Email Address']),
    phone: orNull(row['Phone Number']),
    move_in: date(row['Move In Preference']),
    max_rent: row['Max Rent'] ? money(row['Max Rent']) : null,
    assigned_to: orNull(row['Assigned User']),
    guest_card_id: row['Guest Card ID'],
    inquiry_id: row['Inquiry ID'],
  }));
  return {
    inquiries: inquiries.toSorted(
      (a, b) => a.received.localeCompare(b.received) || Number(a.inquiry_id) - Number(b.inquiry_id),
    ),
  };
};

const getOwnerStatement: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  const { from, to, property } = args;
  const rows = await report(page, 'owner_statement', { from, to, property });
  const lines = rows.slice(1, -1).map((row) => ({
    date: date(row['Date']),
    who: row['Payee / Payer'],
    type: row['Type'],
    reference: orNull(row['Reference']),
    description: row['Description'],
    increase: money(row['Increase']),
    decrease: money(row['Decrease']),
    balance: money(row['Balance']),
  }));
  return {
    beginning_balance: money(rows[0]?.['Balance']),
    ending_balance: money(rows.at(-1)?.['Balance']),
    lines,
  };
};

export const plainAppfolio: Record<string, PlainScript> = {
  appfolio_run_rent_roll: runRentRoll,
  appfolio_list_delinquencies: listDelinquencies,
  appfolio_get_tenant_ledger: getTenantLedger,
  appfolio_list_work_orders: listWorkOrders,
  appfolio_get_work_order: getWorkOrder,
  appfolio_list_guest_cards: listGuestCards,
  appfolio_get_owner_statement: getOwnerStatement,
  ...plainAppfolioWrites,
};
