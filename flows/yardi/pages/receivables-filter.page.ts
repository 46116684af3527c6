import type { Page } from 'playwright';
import { insist, InvalidInput, screenDate } from 'sidedoor-mcp';
import { Content } from './content.ts';
import { choose, fillIn, lookUp } from './fields.ts';

/** Analytic Reports → Receivable Analytics. */
export async function fillReceivables(page: Page, property: string, asOf: string, statuses: string[]) {
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
  if (statuses.length > 0) await chooseStatuses(content, statuses);
  return { content, name };
}

/** After the type as well, which empties the list. @throws InvalidInput with what there is to choose from */
async function chooseStatuses(content: Content, statuses: string[]): Promise<void> {
  const list = content.root.locator('#tenstatus_MultiSelect');
  const offered = (await list.locator('option').allTextContents()).map((text) => text.trim());
  const strange = statuses.find((one) => !offered.includes(one));
  if (strange !== undefined)
    throw new InvalidInput(`There is no status "${strange}"; there are: ${offered.join(', ')}.`);
  await insist('keep the statuses chosen', async () => {
    const chosen = await list.selectOption(statuses.map((label) => ({ label })));
    return chosen.length === new Set(statuses).size;
  });
}
