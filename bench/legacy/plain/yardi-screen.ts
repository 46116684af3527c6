import { readFile } from 'node:fs/promises';
import type { Frame, Locator, Page } from 'playwright';
import { readWorkbook } from '../../../src/screen/read-workbook.ts';
import type { Cell } from '../../../src/screen/cell.ts';

/** What such a script does on every page of Voyager: through the portal, into the frame, and the file from the monitor. */

export async function signIn(page: Page, { name, password }: { name: string; password: string }) {
  page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  await page.goto('pages/menu.aspx');
  await page.fill('#Username', name);
  await page.fill('#txtPassword', password);
  await page.click('.btn-login');
  const [tab] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByText('Voyager 7S', { exact: true }).click(),
  ]);
  await tab.selectOption('#loginAlias', 'Live');
  await tab.click('#cmdLogin');
  await tab.waitForURL('**/pages/menu.aspx');
  await tab.close();
  await page.goto('pages/menu.aspx');
}

/** Another page in the content frame; the time stamp keeps the server from showing what was typed last. */
export async function open(page: Page, address: string): Promise<Frame> {
  const frame = await content(page);
  await frame.goto(`pages/${address}${address.includes('?') ? '&' : '?'}sMenuSet=iData&_=${Date.now()}`);
  return frame;
}

async function content(page: Page): Promise<Frame> {
  const element = await page.waitForSelector('iframe#filter');
  const frame = await element.contentFrame();
  if (!frame) throw new Error('no content frame');
  return frame;
}

/** Types a code, and waits until its description has come. */
export async function lookUp(frame: Frame, name: string, code: string): Promise<string> {
  await frame.fill(`#${name}_LookupCode`, code);
  await posted(frame, () => frame.press(`#${name}_LookupCode`, 'Tab'));
  const description = frame.locator(`#${name}_Description:not(:empty)`);
  return ((await description.textContent()) ?? '').trim();
}

/** Does something that posts the page back, and waits for the next one. */
export async function posted(frame: Frame, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([frame.waitForNavigation(), act()]);
}

/** Presses Excel, and answers the rows of the workbook once the monitor has it. */
export async function excel(page: Page, frame: Frame): Promise<Cell[][]> {
  await frame.click('#Excel_Button');
  const monitor = page.frameLocator('iframe#filter');
  await monitor.locator('#sFileName:not([value=""])').waitFor({ state: 'attached' });
  const file = monitor.locator('#Reports_DataTable_row0 a');
  const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
  const { sheets } = await readWorkbook({
    name: download.suggestedFilename(),
    bytes: await readFile(await download.path()),
  });
  return sheets[0]!.rows;
}

/** The texts of the cells of each row. */
export async function cells(rows: Locator): Promise<string[][]> {
  return rows.evaluateAll((lines) =>
    lines.map((line) => [...line.children].map((cell) => cell.textContent.trim())),
  );
}

/** The rows between the one of the headings and the last one that begins with `end`. */
export function between(rows: Cell[][], heading: string, end: string): Cell[][] {
  const first = rows.findIndex((row) => row.some((cell) => cell === heading)) + 1;
  const last = rows.findIndex((row) => row[0] === end);
  return rows.slice(first, last === -1 ? undefined : last);
}

export const say = (cell: Cell | undefined) =>
  cell === null || cell === undefined ? '' : String(cell).trim();
export const orNull = (cell: Cell | undefined) => say(cell) || null;

/** "(1,234.56)" and 1234.56 alike, as decimal string. */
export function money(cell: Cell | undefined): string {
  const text = typeof cell === 'number' ? cell.toFixed(2) : say(cell).replaceAll(',', '');
  if (text === '') return '0.00';
  return text.startsWith('(') ? `-${text.slice(1, -1)}` : text;
}

/** "11/20/2026" and "112026" as ISO date; null for nothing. */
export function day(cell: Cell | undefined): string | null {
  const text = say(cell);
  if (/^\d{6}$/.test(text)) return `20${text.slice(4)}-${text.slice(0, 2)}-${text.slice(2, 4)}`;
  return text === '' ? null : text.replace(/^(\d+)\/(\d+)\/(\d+)$/, '$3-$1-$2');
}

/** An ISO date or month as the filters want it. */
export const slashed = (iso: string) => {
  const [year, month, date] = iso.split('-');
  return date === undefined ? `${month}/${year}` : `${month}/${date}/${year}`;
};

/** As payables want it. */
export const mmddyy = (iso: string) => iso.slice(5, 7) + iso.slice(8, 10) + iso.slice(2, 4);
