import type { Page } from 'playwright';
import { LayoutChanged, SessionLost } from 'sidedoor-mcp';
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

/** @throws SessionLost, or LayoutChanged with what the application says, when there is no report on the page. */
export async function readReport(page: Page): Promise<Report> {
  const report = await page.evaluate(readAround);
  if (report) return report;
  const screen = await readScreen(page);
  if (screen.kind === 'ended' || screen.kind === 'login form')
    throw new SessionLost(screen.says || 'The login page came.');
  throw new LayoutChanged(`No report came${screen.says ? `; SQL-Ledger says: "${screen.says}"` : ''}.`);
}

/** How many rows the application counted. It prints the number after the last row, so a list cut short has none. */
export function statedCount(report: Report): number {
  const count = report.hidden['rowcount'];
  if (count === undefined || !/^\d+$/.test(count))
    throw new LayoutChanged('The list breaks off: its number of rows is missing.');
  return Number(count);
}

/** Runs in the page. Reads no `innerText`, because that lays the whole page out first. */
function readAround(): Report | null {
  const heading = document.querySelector('th.listtop');
  if (!heading) return null;
  const options = heading.closest('table')?.querySelector(':scope > tbody > tr:nth-of-type(3) > td');
  const clean = (text: string) => text.replace(/\s+/g, ' ').trim();
  const lines = [''];
  for (const node of options?.childNodes ?? []) {
    if (node.nodeName === 'BR') lines.push('');
    else lines[lines.length - 1] += node.textContent ?? '';
  }
  const hidden = [...document.querySelectorAll<HTMLInputElement>('form > input[type=hidden]')];
  return {
    heading: clean(heading.textContent ?? ''),
    options: lines.map(clean).filter((line) => line !== ''),
    hidden: Object.fromEntries(hidden.map(({ name, value }) => [name, value])),
  };
}
