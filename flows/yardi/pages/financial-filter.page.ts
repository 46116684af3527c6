import type { Page } from 'playwright';
import { Content } from './content.ts';
import { choose, fillIn, lookUp } from './fields.ts';
import { screenMonth } from '../report-rows.ts';

export interface Wanted {
  property: string;
  /** As the list of report types has it. */
  title: string;
  book: string;
  tree: string;
  from: string;
  to: string;
}

/**
 * Analytic Reports → Financial Analytics. The property first and the type of report after it, because a property sets the
 * type back.
 */
export async function fillFinancials(page: Page, { property, title, book, tree, from, to }: Wanted) {
  const kind = { path: 'GlRepFinancial.aspx', key: '#ReportNum_DropDownList' };
  const content = await Content.open(page, kind);
  const name = await lookUp(content, 'PropertyID', property, 'property');
  await lookUp(content, 'BookID', book, 'book');
  await lookUp(content, 'TreeID', tree, 'tree');
  await choose(content, 'ReportNum_DropDownList', title);
  await fillIn(content, { FromMMYY_TextBox: screenMonth(from), ToMMYY_TextBox: screenMonth(to) });
  return { content, name };
}
