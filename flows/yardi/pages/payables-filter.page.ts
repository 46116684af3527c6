import type { Page } from 'playwright';
import { insist, screenDate } from 'sidedoor-mcp';
import { screenMonth } from '../report-rows.ts';
import { Content } from './content.ts';
import { choose, fillIn, lookUp, lookUpPayee } from './fields.ts';

/** Milliseconds until a page that posts itself back late has done so; a vendor fact says 2.5 seconds at most. */
const lateAfter = 2_600;

interface Wanted {
  /** As the list of report types has it. */
  type: 'Aging' | 'Payment Register' | 'Expense Distribution' | 'Payee Ledger';
  property: string;
  /** Code, or name. */
  vendor?: string | undefined;
  account?: string | undefined;
  /** ISO day. */
  asOf?: string;
  /** ISO days, or months of posting. */
  from?: string;
  to?: string;
  detail?: boolean;
}

/** Analytic Reports → Payable Analytics. Answers the payee's code as well, where one was asked for. */
export async function fillPayables(page: Page, wanted: Wanted) {
  const { type, property, vendor, account, asOf, from, to, detail = false } = wanted;
  const content = await Content.open(page, { path: 'APAnalytics.aspx', key: '#ShowDetail_CheckBox' });
  const name = await lookUp(content, 'PropertyLookup', property, 'property');
  const payee = vendor && (await lookUpPayee(content, 'VendorLookup', vendor, property));
  if (account) await lookUp(content, 'AccountLookup', account, 'account');
  await choose(content, 'ReportType_DropDownList', type);
  const [first, last] = type === 'Expense Distribution' ? ['PeriodFrom', 'PeriodTo'] : ['DateFrom', 'DateTo'];
  await fillIn(content, {
    ...(asOf && { AgeAsOf_TextBox: screenDate(asOf, 'mdy', '/') }),
    ...(from && { [`${first}_TextBox`]: onScreen(from) }),
    ...(to && { [`${last}_TextBox`]: onScreen(to) }),
  });
  if (detail) await tickForGood(content, 'ShowDetail_CheckBox');
  return { content, name, payee };
}

/** A day or a month. */
const onScreen = (iso: string) => (iso.length === 7 ? screenMonth(iso) : screenDate(iso, 'mdy', '/'));

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
