import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import readSheets from 'read-excel-file/node';
import type { Answer } from '../job.ts';
import { date, orNull, text, typed } from './screen.ts';

export async function signIn(page: Page, { name, password }: { name: string; password: string }) {
  await page.goto('users/sign_in');
  await page.getByLabel('Email').fill(name);
  await page.getByLabel('Password').fill(password);
  // The cookie comes a moment after the first page, and that page has to be opened with it.
  const cookie = page.waitForResponse(/session\.json/);
  await page.getByRole('button', { name: 'Sign In' }).click();
  await cookie;
  await page.goto('');
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
}

interface Filters {
  property?: unknown;
  asOf?: unknown;
  from?: unknown;
  to?: unknown;
}

/** Runs a report, and answers the rows of its export by their headings. */
export async function report(page: Page, slug: string, { property, asOf, from, to }: Filters) {
  await page.goto(`buffered_reports/${slug}?customize=true`);
  if (typeof property === 'string') await page.selectOption('#property', { label: property });
  if (typeof asOf === 'string') await page.fill('#as_of', typed(asOf));
  if (typeof from === 'string') await page.fill('#from', typed(from));
  if (typeof to === 'string') await page.fill('#to', typed(to));
  await page.getByRole('button', { name: 'Run Report' }).click();
  await page.locator('.ScrollbarLayout_face').waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Export XLSX' }).click();
  const link = page.locator('.js-export-download');
  await link.waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const [sheet] = await readSheets(Buffer.from(await readFile(await download.path())));
  const rows = (sheet?.data ?? []).map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
  // The lines above the headings are short.
  const at = rows.findIndex((row) => row.filter((cell) => cell !== '').length > 4);
  const headings = rows[at] ?? [];
  return rows
    .slice(at + 1)
    .map((row) => Object.fromEntries(headings.map((heading, index) => [heading, row[index] ?? ''])));
}

/** Types into a box with suggestions, and chooses the first that reads so. */
export async function choose(page: Page, box: string, text: string): Promise<void> {
  await page.locator(box).pressSequentially(text);
  await page.locator('.typeahead-menu a', { hasText: text }).first().click();
}

/** Opens a hit of the search at the top. */
export async function search(page: Page, text: string): Promise<void> {
  await choose(page, '#global-search', text);
}

export async function optionLike(page: Page, list: string, beginning: string): Promise<void> {
  const option = page.locator(`${list} option`, { hasText: beginning }).first();
  await page.selectOption(list, (await option.getAttribute('value')) ?? '');
}

/** What the order on the screen shows, but for notes and log. */
export async function shownWorkOrder(page: Page): Promise<Answer> {
  const optional = async (hook: string) =>
    (await page.locator(hook).count()) === 0 ? null : orNull(await text(page, hook));
  const when = await optional('.js-work-order-schedule');
  return {
    number: await text(page, '.js-work-order-number'),
    status: await text(page, '.js-status-label'),
    priority: await text(page, '.js-service-request-header-priority'),
    description: await text(page, '.js-service-request-title'),
    property: await text(page, '.js-property-name'),
    unit: await optional('.js-unit-name'),
    tenant: await optional('.js-contact-card-name-link'),
    tenant_phone: await optional('.js-contact-card-phone'),
    vendor: await optional('.js-vendor-contact-card'),
    assignees: await optional('.js-assignee-name'),
    permission_to_enter: await text(page, '.js-service-request-header-permission-to-enter'),
    instructions: await optional('.js-work-order-vendor-instructions'),
    scheduled: when && when.replace(/\s+/g, ' ').replace('Scheduled for ', ''),
    created: date(await text(page, '.js-service-request-header-created-on')),
  };
}
