import type { Page } from 'playwright';
import { screenDate } from 'sidedoor-mcp';
import { Content } from './content.ts';
import { choose, fillIn, lookUp } from './fields.ts';
import { screenMonth } from '../report-rows.ts';

/** Analytic Reports → Residential Analytics. */
export class ResidentialFilter {
  readonly content: Content;

  private constructor(content: Content) {
    this.content = content;
  }

  static async open(page: Page): Promise<ResidentialFilter> {
    const kind = { path: 'ResReportSummary.aspx', key: '#ReportType_DropDownList' };
    return new ResidentialFilter(await Content.open(page, kind));
  }

  /** The property first, then the type of report, which opens the dates. Answers the property's name. */
  async fill(property: string, asOf: string): Promise<string> {
    const name = await lookUp(this.content, 'PropLookup', property, 'property');
    await choose(this.content, 'ReportType_DropDownList', 'Rent Roll with Lease Charges');
    await fillIn(this.content, {
      Date1_TextBox: screenDate(asOf, 'mdy', '/'),
      MMYY2_TextBox: screenMonth(asOf.slice(0, 7)),
    });
    return name;
  }
}
