import type { Page } from 'playwright';
import { insist, screenDate } from 'sidedoor-mcp';
import { Content } from './content.ts';
import { choose, fillIn, lookUp } from './fields.ts';

/** Milliseconds until a page that posts itself back late has done so; a vendor fact says 2.5 seconds at most. */
const lateAfter = 2_600;

/** Analytic Reports → Receivable Analytics. */
export async function fillReceivables(page: Page, property: string, asOf: string) {
  const content = await Content.open(page, {
    path: 'ARAnalytics_res.aspx',
    key: '#cmbReportType_DropDownList',
  });
  const name = await lookUp(content, 'PropertyLookup', property, 'property');
  // The type reloads the page and wipes what was chosen before it.
  await choose(content, 'cmbReportType_DropDownList', 'Financial Aged Receivable');
  await fillIn(content, {
    cmbGroupby_DropDownList: 'Resident',
    AgeAsOf_TextBox: screenDate(asOf, 'mdy', '/'),
  });
  return { content, name };
}

/** Analytic Reports → Payable Analytics, in detail. */
export async function fillPayables(page: Page, property: string, asOf: string, vendor: string | undefined) {
  const content = await Content.open(page, { path: 'APAnalytics.aspx', key: '#ShowDetail_CheckBox' });
  const name = await lookUp(content, 'PropertyLookup', property, 'property');
  if (vendor !== undefined) await lookUp(content, 'VendorLookup', vendor, 'payee');
  await choose(content, 'ReportType_DropDownList', 'Aging');
  await fillIn(content, { AgeAsOf_TextBox: screenDate(asOf, 'mdy', '/') });
  await tickForGood(content, 'ShowDetail_CheckBox');
  return { content, name };
}

/** Analytic Reports → Payable Analytics, the checks of some days. */
export async function fillPayments(
  page: Page,
  { property, from, to, vendor }: { property: string; from: string; to: string; vendor?: string | undefined },
) {
  const content = await Content.open(page, { path: 'APAnalytics.aspx', key: '#ShowDetail_CheckBox' });
  const name = await lookUp(content, 'PropertyLookup', property, 'property');
  if (vendor !== undefined) await lookUp(content, 'VendorLookup', vendor, 'payee');
  await choose(content, 'ReportType_DropDownList', 'Payment Register');
  await fillIn(content, {
    DateFrom_TextBox: screenDate(from, 'mdy', '/'),
    DateTo_TextBox: screenDate(to, 'mdy', '/'),
  });
  return { content, name };
}

/** Ticks, and waits until the page that would untick it by a late postback has had its time. */
async function tickForGood(content: Content, id: string): Promise<void> {
  await insist(`keep ${id} ticked`, async () => {
    await content.root.locator(`#${id}`).check();
    const frame = await content.frame();
    const late = content.page.waitForEvent('framenavigated', {
      predicate: (one) => one === frame,
      timeout: lateAfter,
    });
    await late.catch(() => undefined);
    await content.arrive();
    return (await content.value(id)) === 'on';
  });
}
