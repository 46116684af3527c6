import type { Page } from 'playwright';
import { screenDate } from 'sidedoor-mcp';
import { Content } from './content.ts';
import { choose, fillIn, lookUp } from './fields.ts';

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
