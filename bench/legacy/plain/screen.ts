import type { Locator, Page } from 'playwright';

/** What a script reads off a screen, by the places that it saw there when it was written. */

export async function signIn(page: Page, { name, password }: { name: string; password: string }) {
  page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  await page.goto('login.aspx');
  await page.fill('#txtUserName', name);
  await page.fill('#txtPassword', password);
  await page.click('#btnSignOn');
  await page.waitForURL('**/app/default.aspx');
}

/** The cells of a table's rows. */
export async function cells(rows: Locator): Promise<string[][]> {
  return rows.evaluateAll((found) =>
    found.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim())),
  );
}

/** What stands beside each label of a record. */
export async function labels(page: Page): Promise<Record<string, string>> {
  const rows = page.locator('.detail.record tr');
  await rows.first().waitFor();
  return rows.evaluateAll((found) =>
    Object.fromEntries(
      found.map((row) => [
        row.querySelector('th')?.textContent.trim() ?? '',
        row.querySelector('td')?.textContent.trim() ?? '',
      ]),
    ),
  );
}

export const text = async (page: Page, selector: string) =>
  ((await page.locator(selector).textContent()) ?? '').trim();

/** "11/20/2026" as ISO date; null for nothing. */
export const date = (shown = ''): string | null =>
  shown === '' ? null : shown.replace(/^(\d+)\/(\d+)\/(\d+)$/, '$3-$1-$2');

/** An ISO date as the fields want it. */
export const typed = (iso: string): string => iso.replace(/^(\d+)-(\d+)-(\d+)$/, '$2/$3/$1');

/** "1,250.00" or "(12.00)" as a decimal string; nothing is "0.00". */
export function money(shown = ''): string {
  if (shown === '') return '0.00';
  const digits = shown.replaceAll(/[,()]/g, '');
  return shown.startsWith('(') ? `-${digits}` : digits;
}

export const orNull = (shown = ''): string | null => (shown === '' ? null : shown);

/** The cells of a file of separated values, quoted where they hold a comma. */
export const csv = (file: string): string[][] =>
  file
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare,
      ),
    );
