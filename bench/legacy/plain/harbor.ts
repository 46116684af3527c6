/** Harbor's jobs as somebody scripts them in an afternoon: what the screens show in good software, and no more. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { PlainScript } from '../plain.ts';
import { plainWrites } from './harbor-writes.ts';
import { cells, csv, date, money, orNull, signIn, text, typed } from './screen.ts';

const listWorkOrders: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await page.goto('app/pages/WorkOrders.aspx');
  await page.selectOption('#ddlStatus', String(args['status']));
  await page.click('#btnSearch');
  await page.getByText(`Status = ${String(args['status'])}`).waitFor();
  const rows: string[][] = [];
  for (let number = 1; ; number++) {
    rows.push(...(await cells(page.locator('#grdWorkOrders tr.row'))));
    const next = page.locator('#grdWorkOrders tr.pager a', { hasText: String(number + 1) });
    if ((await next.count()) === 0) break;
    await next.click();
    await page.getByText(`Page ${number + 1} of`).waitFor();
  }
  return {
    work_orders: rows.map((row) => ({
      number: row[0],
      opened: date(row[1]),
      due: date(row[2]),
      building: row[3],
      unit: row[4],
      category: row[5],
      priority: row[6],
      status: row[7],
      description: row[8],
      assignee: orNull(row[9]),
      completed: date(row[10]),
    })),
  };
};

const getTenantLedger: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await page.goto('app/pages/TenantLedger.aspx');
  const [popup] = await Promise.all([page.waitForEvent('popup'), page.click('#TenantLookup_Button')]);
  await popup.fill('#txtFind', String(args['tenant']));
  await popup.click('#btnFind');
  await popup.getByText(`Contains = ${String(args['tenant'])}`).waitFor();
  const closed = popup.waitForEvent('close');
  await popup.locator('#grdLookup tr.row a').first().click();
  await closed;
  await page.locator('#grdLedger').waitFor();
  const rows = await cells(page.locator('#grdLedger tr.row'));
  const totals = await cells(page.locator('#grdLedger tr.totals'));
  return {
    tenant: {
      number: await text(page, '#lblTenant'),
      name: await text(page, '#lblName'),
      status: await text(page, '#lblStatus'),
      building: await text(page, '#lblProperty'),
      unit: await text(page, '#lblUnit'),
    },
    currency: await text(page, '#lblCurrency'),
    balance: money(totals[0]?.at(-1)),
    lines: rows.map((row) => ({
      date: date(row[0]),
      code: row[1],
      description: row[2],
      charge: money(row[3]),
      payment: money(row[4]),
      balance: money(row[5]),
    })),
  };
};

const runRentRoll: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  await page.goto('app/pages/RentRoll.aspx');
  const submit = page.locator('#btnSubmit');
  await Promise.all([postedBack(page), page.selectOption('#ddlProperty', String(args['building']))]);
  await page.fill('#txtAsOf', typed(String(args['as_of'])));
  await submit.click();
  await page.getByText('has been queued').waitFor();
  await page.goto('app/pages/ReportMonitor.aspx');
  const file = page.locator('#grdReports tr.row a').last();
  await file.waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
  const rows = csv(await readFile(await download.path(), 'utf8'));
  const first = rows.findIndex(([heading]) => heading === 'Property') + 1;
  const units = rows.slice(
    first,
    rows.findIndex(([name]) => name === 'Total'),
  );
  return {
    as_of: String(args['as_of']),
    currency: 'USD',
    units: units.map((row) => ({
      building: row[0],
      unit: row[1],
      type: row[2],
      sq_ft: Number(row[3]),
      tenant: row[4] === 'VACANT' ? null : row[4],
      tenant_name: orNull(row[5]),
      status: row[6],
      market_rent: money(row[7]),
      rent: money(row[8]),
      deposit: money(row[9]),
      lease_from: date(row[10]),
      lease_to: date(row[11]),
      balance: money(row[12]),
    })),
  };
};

const postedBack = (page: Page) =>
  page
    .waitForResponse((response) => response.request().method() === 'POST')
    .then(() => page.waitForLoadState());

export const plainHarbor: Record<string, PlainScript> = {
  harbor_list_work_orders: listWorkOrders,
  harbor_get_tenant_ledger: getTenantLedger,
  harbor_run_rent_roll: runRentRoll,
  ...plainWrites,
};
