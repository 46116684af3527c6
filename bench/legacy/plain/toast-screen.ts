import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright';
import { unzipSync } from 'fflate';
import { csv } from './screen.ts';

const restaurant = 'Copper Kettle - Harborview';

/** Signs in, and chooses the restaurant. */
export async function signIn(page: Page, { name, password }: { name: string; password: string }) {
  page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  await page.goto('login');
  await page.fill('[name=username]', name);
  await page.click('button[type=submit]');
  await page.fill('[name=password]', password);
  await page.click('button[type=submit]');
  await page.waitForURL('**/restaurants/admin/home');
  await page.click('#switch-toggle');
  await page.click(`#switch-restaurants-menu a:text-is("${restaurant}")`);
  await page.locator('#switch-toggle', { hasText: restaurant }).waitFor();
}

/** Opens a report of the new generation, and waits until it is drawn. */
export async function openReport(page: Page, path: string, args: Record<string, unknown>) {
  const day = (name: string) => String(args[name]).replaceAll('-', '');
  const query = args['from'] ? `?datePreset=CUSTOM&startDate=${day('from')}&endDate=${day('to')}` : '';
  await page.goto(`restaurants/admin/reports/${path}${query}`);
  await page.locator('main#report[data-state=completed]').waitFor();
}

/** Opens a report of the old generation for some dates. */
export async function openOldReport(page: Page, name: string, args: Record<string, unknown>) {
  const typed = (name: string) => String(args[name]).replace(/^(\d+)-(\d+)-(\d+)$/, '$2-$3-$1');
  await page.goto(`restaurants/admin/legacyReports/${name}`);
  await page.fill('[name=reportDateStart]', typed('from'));
  await page.fill('[name=reportDateEnd]', typed('to'));
  await page.click('#update-btn');
  await page.locator('#report-content .count').waitFor();
}

/** What a file that is downloaded has, Latin-1 as Toast sends it; a file of a zip by its name. */
export async function rowsOf(file: Download, entry?: string): Promise<string[][]> {
  const bytes = await readFile(await file.path());
  const wanted = entry ? unzipSync(bytes)[entry] : bytes;
  if (!wanted) throw new Error(`no ${entry} in the file`);
  return csv(Buffer.from(wanted).toString('latin1').trim()).slice(1);
}

/** "$1,250.00" or "($12.00)" as a decimal string. */
export function money(shown = ''): string {
  const digits = shown.replaceAll(/[$,()]/g, '');
  return shown.startsWith('(') ? `-${digits}` : digits;
}

export const count = (shown = '') => Number(shown.replaceAll(/\D/g, ''));
export const cents = (shown = '') => (Number(shown) / 100).toFixed(2);
export const date = (shown = '') => shown.replace(/^(\d+)\/(\d+)\/(\d+)$/, '$3-$1-$2');

/** "9/28/26 8:21 AM", or with year in full and seconds, as ISO date and time. */
export function time(shown = ''): string {
  const [, month = '', day = '', year = '', hour = '', minute = '', second = '00', half] =
    /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+)(?::(\d+))? (AM|PM)$/.exec(shown) ?? [];
  const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  const two = (part: string | number) => String(part).padStart(2, '0');
  return `${year.padStart(4, '20')}-${two(month)}-${two(day)}T${two(hours)}:${minute}:${second}`;
}
