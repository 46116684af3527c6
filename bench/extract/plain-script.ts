/** `plain-script.ts URL FILE BROWSER`: the list to a CSV file as a script does it that knows of no engine. */
import { writeFile } from 'node:fs/promises';
import { chromium } from 'playwright';
import { passwordOf } from '../../test/real/sql-ledger/start.ts';
import { csvLine, heading, reportQuery } from './report-address.ts';

const [url = '', file = '', executablePath = ''] = process.argv.slice(2);
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  chromiumSandbox: process.getuid?.() !== 0,
  args: ['--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage({ baseURL: url });
page.setDefaultTimeout(900_000);
await page.goto('login.pl');
await page.fill('input[name=login]', 'clerk2');
await page.fill('input[name=password]', passwordOf('clerk2'));
await page.click('input[type=submit][name=action]');
await page.frameLocator('frame[name=acc_menu]').locator('body.menu').waitFor({ state: 'attached' });
await page.goto(`ar.pl?${reportQuery('clerk2@lakeside')}`, { timeout: 900_000 });
const rows = await page.$$eval('tr.listrow0, tr.listrow1', (all) =>
  all.map((row) =>
    [...row.querySelectorAll('td')].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim()),
  ),
);
await writeFile(file, heading + rows.map(csvLine).join(''));
await browser.close();
