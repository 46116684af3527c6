import type { Page } from 'playwright';
import { Content } from './content.ts';
import { choose, fillIn, lookUp } from './fields.ts';
import { screenMonth } from '../report-rows.ts';

interface Wanted {
  property: string;
  /** As the list of report types has it. */
  title: string;
  book: string;
  from: string;
  to: string;
}

/** Analytic Reports → Financial Analytics. */
export class FinancialFilter {
  readonly content: Content;

  private constructor(content: Content) {
    this.content = content;
  }

  static async open(page: Page): Promise<FinancialFilter> {
    const kind = { path: 'GlRepFinancial.aspx', key: '#ReportNum_DropDownList' };
    return new FinancialFilter(await Content.open(page, kind));
  }

  /** The property first and the type of report after it, because a property sets the type back. Answers the property's name. */
  async fill({ property, title, book, from, to }: Wanted): Promise<string> {
    const name = await lookUp(this.content, 'PropertyID', property, 'property');
    await lookUp(this.content, 'BookID', book, 'book');
    await lookUp(this.content, 'TreeID', 'ysi_is', 'tree');
    await choose(this.content, 'ReportNum_DropDownList', title);
    await fillIn(this.content, { FromMMYY_TextBox: screenMonth(from), ToMMYY_TextBox: screenMonth(to) });
    return name;
  }
}
