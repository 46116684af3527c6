/** Voyager's jobs as somebody scripts them in an afternoon: what the screens show in good software, and no more. */
import type { PlainScript } from '../plain.ts';
import {
  between,
  cells,
  day,
  excel,
  lookUp,
  money,
  open,
  orNull,
  posted,
  say,
  signIn,
  slashed,
} from './yardi-screen.ts';
import { plainPayees } from './yardi-payees.ts';
import { getCommercialRentRoll } from './yardi-commercial.ts';
import { plainBatches } from './yardi-batches.ts';
import { plainWrites } from './yardi-writes.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const monthName = (month: string) => `${months[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

const getFinancials: PlainScript = async (page, user, args) => {
  const { property, book, from, to } = args as Record<'property' | 'book' | 'from' | 'to', string>;
  await signIn(page, user);
  const frame = await open(page, 'GlRepFinancial.aspx');
  const name = await lookUp(frame, 'PropertyID', property);
  await lookUp(frame, 'BookID', book);
  await posted(frame, () => frame.selectOption('#ReportNum_DropDownList', { label: 'Income Statement' }));
  await frame.fill('#FromMMYY_TextBox', slashed(from));
  await frame.fill('#ToMMYY_TextBox', slashed(to));
  const rows = await excel(page, frame);
  return {
    property: `${name} (${property})`,
    report: 'Income Statement',
    period: `${monthName(from)}-${monthName(to)}`,
    book,
    tree: 'ysi_is',
    columns: ['Period to Date', 'Year to Date'],
    rows: between(rows, 'Period to Date', '').map(([label, ...amounts]) => {
      const text = say(label);
      const cells = amounts.filter((cell) => say(cell) !== '');
      const kind = cells.length === 0 ? 'group' : /^(TOTAL|NET) /.test(text) ? 'total' : 'account';
      const depth = (String(label).length - String(label).trimStart().length) / 3;
      return { name: text, depth, kind, amounts: cells.map(money) };
    }),
  };
};

const getRentRoll: PlainScript = async (page, user, args) => {
  const { property, as_of } = args as Record<'property' | 'as_of', string>;
  await signIn(page, user);
  const frame = await open(page, 'ResReportSummary.aspx');
  const name = await lookUp(frame, 'PropLookup', property);
  const type = { label: 'Rent Roll with Lease Charges' };
  await posted(frame, () => frame.selectOption('#ReportType_DropDownList', type));
  await frame.fill('#Date1_TextBox', slashed(as_of));
  await frame.fill('#MMYY2_TextBox', slashed(as_of.slice(0, 7)));
  const rows = between(await excel(page, frame), 'Sq Ft', 'Summary Groups');
  const units: Record<string, unknown>[] = [];
  let charges: { code: string; amount: string }[] = [];
  let isFuture = false;
  for (const row of rows) {
    if (/^(Current|Future)/.test(say(row[0]))) isFuture = say(row[0]).startsWith('Future');
    else if (say(row[6]) === 'Total') units.at(-1)!['total'] = money(row[7]);
    else {
      if (say(row[0]) !== '') {
        const resident = say(row[3]);
        const isEmpty = !resident.startsWith('t');
        const status = isFuture ? 'future' : say(row[12]) === '' ? 'current' : 'notice';
        charges = [];
        units.push({
          unit: say(row[0]),
          unit_type: say(row[1]),
          sqft: Number(row[2]),
          status: isEmpty ? resident.toLowerCase() : status,
          resident: isEmpty ? null : resident,
          name: isEmpty ? null : orNull(row[4]),
          market_rent: money(row[5]),
          charges,
          resident_deposit: money(row[8]),
          other_deposit: money(row[9]),
          move_in: day(row[10]),
          lease_to: day(row[11]),
          move_out: day(row[12]),
          balance: money(row[13]),
        });
      }
      if (say(row[6]) !== '') charges.push({ code: say(row[6]), amount: money(row[7]) });
    }
  }
  return { property: `${name} (${property})`, as_of, units };
};

const getReceivables: PlainScript = async (page, user, args) => {
  const { property, as_of } = args as Record<'property' | 'as_of', string>;
  await signIn(page, user);
  const frame = await open(page, 'ARAnalytics_res.aspx');
  const name = await lookUp(frame, 'PropertyLookup', property);
  const type = { label: 'Financial Aged Receivable' };
  await posted(frame, () => frame.selectOption('#cmbReportType_DropDownList', type));
  await frame.selectOption('#cmbGroupby_DropDownList', 'Resident');
  await frame.fill('#AgeAsOf_TextBox', slashed(as_of));
  const rows = await excel(page, frame);
  const total = rows.find(([first]) => first === 'Grand Total');
  return {
    property: `${name} (${property})`,
    as_of,
    residents: between(rows, 'payments', 'Grand Total').map((row) => ({
      property: say(row[0]),
      unit: say(row[1]),
      resident: say(row[2]),
      name: say(row[3]),
      status: say(row[4]),
      days_0_30: money(row[5]),
      days_31_60: money(row[6]),
      days_61_90: money(row[7]),
      days_over_90: money(row[8]),
      prepaid: money(row[9]),
      total: money(row[10]),
    })),
    total: money(total?.[10]),
  };
};

const getPayables: PlainScript = async (page, user, args) => {
  const { property, as_of } = args as Record<'property' | 'as_of', string>;
  await signIn(page, user);
  const frame = await open(page, 'APAnalytics.aspx');
  const name = await lookUp(frame, 'PropertyLookup', property);
  await posted(frame, () => frame.selectOption('#ReportType_DropDownList', { label: 'Aging' }));
  await frame.fill('#AgeAsOf_TextBox', slashed(as_of));
  await frame.check('#ShowDetail_CheckBox');
  const rows = await excel(page, frame);
  const total = rows.find(([first]) => first === 'Grand Total');
  return {
    property: `${name} (${property})`,
    as_of,
    invoices: between(rows, 'Payee Code', 'Grand Total').map((row) => ({
      vendor: say(row[0]),
      vendor_name: say(row[1]),
      property: say(row[2]),
      control: say(row[3]),
      batch: say(row[4]),
      invoice: say(row[5]),
      invoice_date: day(row[6]),
      post_month: say(row[7]).split('/').toReversed().join('-'),
      due_date: day(row[8]),
      account: say(row[9]),
      notes: say(row[10]),
      owed: money(row[11]),
      days_0_30: money(row[12]),
      days_31_60: money(row[13]),
      days_61_90: money(row[14]),
      days_over_90: money(row[15]),
    })),
    total: money(total?.[11]),
  };
};

const getPayments: PlainScript = async (page, user, args) => {
  const { property, from, to } = args as Record<'property' | 'from' | 'to', string>;
  await signIn(page, user);
  const frame = await open(page, 'APAnalytics.aspx');
  const name = await lookUp(frame, 'PropertyLookup', property);
  await posted(frame, () => frame.selectOption('#ReportType_DropDownList', { label: 'Payment Register' }));
  await frame.fill('#DateFrom_TextBox', slashed(from));
  await frame.fill('#DateTo_TextBox', slashed(to));
  const rows = await excel(page, frame);
  const total = rows.find(([first]) => first === 'Grand Total');
  return {
    property: `${name} (${property})`,
    invoices: between(rows, 'Check #', 'Grand Total').map((row) => ({
      check: say(row[0]),
      check_date: day(row[1]),
      vendor: say(row[2]),
      vendor_name: say(row[3]),
      property: say(row[4]),
      control: say(row[5]),
      invoice: say(row[6]),
      invoice_date: day(row[7]),
      post_month: say(row[8]).split('/').toReversed().join('-'),
      account: say(row[9]),
      amount: money(row[10]),
    })),
    total: money(total?.[10]),
  };
};

const getTenantLedger: PlainScript = async (page, user, args) => {
  const resident = String(args['resident']);
  await signIn(page, user);
  const frame = await open(page, 'PersonSearch.aspx');
  await frame.fill('#PersonSearch_Code_TextBox', resident);
  await posted(frame, () => frame.click('#PersonSearch_btnSearch_Button'));
  const hit = frame.locator('#PersonSearch_Results_DataTable_row0 td');
  const [, name, property, unit] = await hit.allTextContents();
  const link = frame.locator('#PersonSearch_Results_DataTable_row0_5 a');
  const [popup] = await Promise.all([page.waitForEvent('popup'), link.click()]);
  const balance = money(await popup.locator('#TenantInfoHeader_Balance_Label').textContent());
  const rows = await cells(popup.locator('#LedgerGrid_DataTable tr:not(.ghead)'));
  return {
    resident,
    name,
    property,
    unit,
    balance,
    lines: rows.map((row) => ({
      date: day(row[1]),
      code: row[3],
      description: row[4],
      charge: money(row[5]),
      payment: money(row[6]),
      balance: money(row[7]),
    })),
  };
};

const getDashboard: PlainScript = async (page, user, args) => {
  const property = String(args['property']);
  await signIn(page, user);
  const frame = await open(page, 'SiteDashboard.aspx');
  const name = await lookUp(frame, 'PropertyLookup', property);
  await posted(frame, () => frame.click('#YSIGo_Button'));
  const stats = await cells(frame.locator('#SiteStats tr'));
  const lists: Record<string, string[][]> = {};
  for (const [metric = '', count] of stats) {
    if (metric === 'Leased Units' || count === '0') continue;
    await posted(frame, () => frame.locator('#SiteStats tr', { hasText: metric }).locator('a').click());
    lists[metric] = await cells(frame.locator('#StatGrid_DataTable tr:not(.ghead)'));
  }
  const { 'Pending Work Requests': requests = [], ...units } = lists;
  return {
    property: `${name} (${property})`,
    counts: stats.map(([metric, count]) => ({ metric, count: Number(count) })),
    units: Object.entries(units).flatMap(([metric, rows]) =>
      rows.map((row) => ({
        metric,
        unit: row[0],
        unit_type: row[1],
        resident: orNull(row[2]),
        name: orNull(row[3]),
        status: row[4],
        date: day(row[5]),
      })),
    ),
    work_requests: requests.map((row) => ({
      number: row[0],
      unit: row[1],
      description: row[2],
      category: row[3],
      priority: row[4],
      status: row[5],
      opened: day(row[6]),
    })),
  };
};

export const plainYardi: Record<string, PlainScript> = {
  yardi_get_financials: getFinancials,
  yardi_get_rent_roll: getRentRoll,
  yardi_get_commercial_rent_roll: getCommercialRentRoll,
  yardi_get_receivables_ageing: getReceivables,
  yardi_get_payables_ageing: getPayables,
  yardi_get_payments: getPayments,
  ...plainPayees,
  yardi_get_tenant_ledger: getTenantLedger,
  yardi_get_site_dashboard: getDashboard,
  ...plainWrites,
  ...plainBatches,
};
