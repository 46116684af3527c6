/** Toast's jobs as somebody scripts them in an afternoon: what the screens show in good software, and no more. */
import type { Page } from 'playwright';
import type { Answer } from '../job.ts';
import type { PlainScript } from '../plain.ts';
import { cells, orNull, text } from './screen.ts';
import {
  cents,
  count,
  date,
  money,
  openOldReport,
  openReport,
  rowsOf,
  signIn,
  time,
} from './toast-screen.ts';
import { plainToastOrders } from './toast-orders.ts';
import { plainToastStaff } from './toast-staff.ts';
import { plainToastWrites } from './toast-writes.ts';

const shown = async (page: Page) =>
  text(page, '[data-testid="report-scope"]').then((scope) => scope.split(' · ')[0]);

/** Labels and values of a card. */
async function valuesOf(page: Page, card: string): Promise<Record<string, string>> {
  const rows = page.locator(`section.card:has(h2:text-is("${card}")) tr`);
  const pairs = await rows.evaluateAll((found) =>
    found.map((row) => [
      row.querySelector('th')?.textContent.trim(),
      row.querySelector('td')?.textContent.trim(),
    ]),
  );
  return Object.fromEntries(pairs) as Record<string, string>;
}

const getSalesSummary: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await openReport(page, 'sales/sales-summary', args);
  const revenue = await valuesOf(page, 'Revenue Summary');
  const unpaid = await valuesOf(page, 'Unpaid orders');
  const payments = await cells(page.locator('#payment-types tr.row'));
  const categories = await cells(page.locator('#sales-categories tr.row'));
  const dining = await cells(page.locator('#dining-options tr.row'));
  return {
    restaurant: await shown(page),
    ...args,
    gross_sales: money(revenue['Gross sales']),
    discounts: money(revenue['Discounts']).replace('-', ''),
    net_sales: money(revenue['Net sales']),
    tax: money(revenue['Tax amount']),
    tips: money(revenue['Tips']),
    orders: dining.reduce((sum, row) => sum + count(row[1]), 0),
    unpaid_orders: count(unpaid['Orders']),
    unpaid_amount: money(unpaid['Amount']),
    payments: payments.map((row) => ({
      type: row[0],
      count: count(row[1]),
      amount: money(row[2]),
      tips: money(row[3]),
    })),
    categories: categories.map((row) => ({ name: row[0], items: count(row[1]), net: money(row[4]) })),
    dining_options: dining.map((row) => ({
      name: row[0],
      orders: count(row[1]),
      net: money(row[4]),
      tax: money(row[5]),
    })),
  };
};

const getProductMix: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await openReport(page, 'menu/product-mix', args);
  await page.click('[aria-label="Download report"]');
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#export')]);
  const rows = await rowsOf(file, 'Items.csv');
  return {
    restaurant: await shown(page),
    ...args,
    items: rows.map((row) => ({
      item: row[1],
      group: row[2],
      category: row[3],
      quantity: count(row[4]),
      gross: row[5],
      discounts: row[6],
      net: row[7],
      voided: row[8],
    })),
  };
};

const getLaborCost: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await openReport(page, 'labor/labor-cost-breakdown', args);
  const card = await valuesOf(page, 'Labor summary');
  const rows = await cells(page.locator('#labor-by-job tr.row'));
  return {
    restaurant: await shown(page),
    ...args,
    net_sales: money(card['Net sales']),
    labor_cost: money(card['Labor cost']),
    labor_hours: card['Labor hours'],
    labor_percent: Number(card['Labor %']?.replace('%', '')).toFixed(2),
    sales_per_labor_hour: money(card['Sales per labor hour']),
    jobs: rows.map((row) => ({
      job: row[0],
      regular_hours: row[1],
      overtime_hours: row[2],
      total_hours: row[3],
      regular_cost: money(row[4]),
      overtime_cost: money(row[5]),
      total_cost: money(row[6]),
    })),
  };
};

const listKitchenTimings: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await openOldReport(page, 'kitchen', args);
  const rows = await cells(page.locator('#kitchen-details-table tr.row'));
  const seconds = (clock = '') => Number(clock.split(':')[0]) * 60 + Number(clock.split(':')[1]);
  return {
    restaurant: (await text(page, '.criteria')).split(' | ')[0],
    ...args,
    tickets: rows.map((row) => ({
      check: row[0],
      table: orNull(row[1]),
      server: row[2],
      station: row[3],
      fired: time(row[4]),
      fulfilled: time(row[5]),
      seconds: seconds(row[6]),
    })),
    average_seconds: seconds((await cells(page.locator('#kitchen-details-table tr.totals')))[0]?.[6]),
  };
};

const listTimeEntries: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await openOldReport(page, 'labor', args);
  const criteria = (await text(page, '.criteria')).split(' | ');
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#export-csv')]);
  return {
    restaurant: criteria[0],
    ...args,
    employee: null,
    time_zone: criteria[3]?.replace('Times: ', ''),
    entries: (await rowsOf(file)).map((row) => ({
      employee: row[1],
      job: row[2],
      date: date(row[3]),
      in: time(row[4]),
      out: time(row[5]),
      regular_hours: row[6],
      overtime_hours: row[7],
      hourly_wage: cents(row[8]),
      pay: cents(row[9]),
      cash_tips: cents(row[10]),
      other_tips: cents(row[11]),
      breaks_taken: count(row[12]),
      breaks_missed: count(row[13]),
    })),
  };
};

const listDeposits: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await openOldReport(page, 'deposits', args);
  const rows = page.locator('#invoices-table tr.row');
  const links = await rows
    .locator('a')
    .evaluateAll((found) => found.map((link) => link.getAttribute('href')));
  return {
    restaurant: (await text(page, '.criteria')).split(' | ')[0],
    ...args,
    deposits: (await cells(rows)).map((row, n) => ({
      invoice: row[0],
      date: date(row[1]),
      card_payments: money(row[2]),
      fees: money(row[3]),
      net_deposit: money(row[4]),
      link: links[n],
    })),
  };
};

const listGuests: PlainScript = async (page, user) => {
  await signIn(page, user);
  await openReport(page, 'guest', {});
  await page.click('[aria-label="Download report"]');
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#agree')]);
  return {
    restaurant: await shown(page),
    guests: (await rowsOf(file)).map((row) => ({
      id: row[0],
      first_name: row[1],
      last_name: row[2],
      email: row[3],
      phone: row[4],
      visits: count(row[5]),
      spent: row[6],
    })),
  };
};

/** Changes as a table of the publish page has them. */
async function changesOf(page: Page, id: string): Promise<Answer[]> {
  const rows = await cells(page.locator(`#${id} tr.row`));
  return rows.map((row) => ({ item: row[0], from: money(row[2]), to: money(row[3]), saved_by: row[4] }));
}

const listUnpublishedChanges: PlainScript = async (page, user) => {
  await signIn(page, user);
  await page.goto('restaurants/admin/publish');
  return { restaurant: await shown(page), changes: await changesOf(page, 'unpublished-changes') };
};

export const plainToast: Record<string, PlainScript> = {
  toast_get_sales_summary: getSalesSummary,
  toast_get_product_mix: getProductMix,
  toast_get_labor_cost: getLaborCost,
  toast_list_kitchen_timings: listKitchenTimings,
  toast_list_time_entries: listTimeEntries,
  toast_list_deposits: listDeposits,
  toast_list_guests: listGuests,
  toast_list_unpublished_changes: listUnpublishedChanges,
  ...plainToastOrders,
  ...plainToastStaff,
  ...plainToastWrites,
};
