import type { Page } from 'playwright';
import { screenDate } from 'sidedoor-mcp';
import { Content } from './content.ts';
import { choose, fillIn, lookUp } from './fields.ts';
import { screenMonth } from '../report-rows.ts';

/** Analytic Reports → Residential Analytics. The property first, then the type of report, which opens the dates. */
export async function fillRentRoll(page: Page, property: string, asOf: string) {
  const kind = { path: 'ResReportSummary.aspx', key: '#ReportType_DropDownList' };
  const content = await Content.open(page, kind);
  const name = await lookUp(content, 'PropLookup', property, 'property');
  await choose(content, 'ReportType_DropDownList', 'Rent Roll with Lease Charges');
  await fillIn(content, {
    Date1_TextBox: screenDate(asOf, 'mdy', '/'),
    MMYY2_TextBox: screenMonth(asOf.slice(0, 7)),
  });
  return { content, name };
}
