import type { Page } from 'playwright';
import { screenDate } from 'sidedoor-mcp';
import { Content } from './content.ts';
import { choose, fillIn, lookUp } from './fields.ts';

/** Analytic Reports → Commercial Analytics. The property first, because it sets the type of report back. */
export async function fillCommercial(page: Page, property: string, asOf: string) {
  const kind = { path: 'CommReportPropertySummary.aspx', key: '#FromDate_TextBox' };
  const content = await Content.open(page, kind);
  const name = await lookUp(content, 'PropertyId', property, 'property');
  await choose(content, 'ReportType_DropDownList', 'Rent Roll');
  await fillIn(content, { FromDate_TextBox: screenDate(asOf, 'mdy', '/') });
  return { content, name };
}
