import type { Page } from 'playwright';
import { LayoutChanged, LongPage, SessionLost } from 'sidedoor-mcp';
import { address } from './address.ts';
import { readScreen } from './screen.ts';

/** What every report has around its table. */
export interface Report {
  heading: string;
  /** The filters that the application applied, as it lists them under the heading: "From October 01 2026". */
  options: string[];
  /** Hidden fields below the table, among them how many rows there are. */
  hidden: Record<string, string>;
}

/**
 * Opens a report as its form does when Continue is pressed, but by its address, without frames: it needs no menu and
 * no search form first.
 */
export async function openReport(
  page: Page,
  script: string,
  parameters: Record<string, string>,
  options: { timeout?: number } = {},
): Promise<Report> {
  await page.goto(await address(page, script, parameters), options);
  return readReport(page);
}

/**
 * The same for a report of tens of thousands of rows, which the application sends in one page: it is read as it comes, as
 * far as its first row. `root` is what to read it from.
 */
export async function openLongReport(
  page: Page,
  script: string,
  parameters: Record<string, string>,
  rows: string,
): Promise<{ root: LongPage | Page; report: Report }> {
  if (page.url() === 'about:blank') await page.goto(await address(page, 'am.pl', { action: 'company_logo' }));
  const there = await address(page, script, parameters);
  const root = await LongPage.open(page, there, rows);
  const report = await around(root);
  if (report) return { root, report };
  // What came instead is short, and tells more where it can be seen.
  await page.goto(there);
  return { root: page, report: await readReport(page) };
}

/** @throws SessionLost, or LayoutChanged with what the application says, when there is no report on the page. */
export async function readReport(page: Page): Promise<Report> {
  const report = await around(page);
  if (report) return report;
  const screen = await readScreen(page);
  if (screen.kind === 'ended' || screen.kind === 'login form')
    throw new SessionLost(screen.says || 'The login page came.');
  throw new LayoutChanged(`No report came${screen.says ? `; SQL-Ledger says: "${screen.says}"` : ''}.`);
}

/** What stands around the rows, as far as the page has come; null where there is no report. */
export async function around(root: Page | LongPage): Promise<Report | null> {
  return root instanceof LongPage
    ? root.evaluate(readAround, undefined)
    : root.locator(':root').evaluate(readAround);
}

/** How many rows the application counted. It prints the number after the last row, so a list cut short has none. */
export function statedCount(report: Report): number {
  const count = report.hidden['rowcount'];
  if (count === undefined || !/^\d+$/.test(count))
    throw new LayoutChanged('The list breaks off: its number of rows is missing.');
  return Number(count);
}

/** Runs in the page. Reads no `innerText`, because that lays the whole page out first. */
function readAround(root: Element): Report | null {
  const heading = root.querySelector('th.listtop');
  if (!heading) return null;
  const options = heading.closest('table')?.querySelector(':scope > tbody > tr:nth-of-type(3) > td');
  const clean = (text: string) => text.replace(/\s+/g, ' ').trim();
  const lines = [''];
  for (const node of options?.childNodes ?? []) {
    if (node.nodeName === 'BR') lines.push('');
    else lines[lines.length - 1] += node.textContent ?? '';
  }
  const hidden = [...root.querySelectorAll<HTMLInputElement>('form > input[type=hidden]')];
  return {
    heading: clean(heading.textContent ?? ''),
    options: lines.map(clean).filter((line) => line !== ''),
    hidden: Object.fromEntries(hidden.map(({ name, value }) => [name, value])),
  };
}
