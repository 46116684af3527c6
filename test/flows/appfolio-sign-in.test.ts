import type { Browser } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { launchBrowser } from '../support/page.ts';
import { giveCode, openHandOff } from '../support/person.ts';
import { openOffice, today } from './appfolio-office.ts';
import type { Office } from './appfolio-office.ts';

let office: Office;
let browser: Browser | undefined;

afterEach(async () => {
  await browser?.close();
  await office.close();
});

const args = { as_of: today, property: 'Corbel House Annex' };
const tool = 'appfolio_run_rent_roll';

test('a person types the code that was sent by SMS, and the run goes on where it stood', async () => {
  office = await openOffice({ codeAsked: true, cookieSeconds: 1.5 });
  const { runs } = office.engine;
  const id = await runs.start({ tool, args });
  await expect.poll(() => office.inspect().codes.length, { timeout: 60_000 }).toBe(1);
  await expect.poll(async () => (await runs.wait(id, 0)).needs?.url, { timeout: 60_000 }).toMatch(/^http/);
  const { needs } = await runs.wait(id, 0);
  browser = await launchBrowser();
  const page = await openHandOff(browser, needs!.url);
  await giveCode(page, office.inspect().codes[0]!.code);
  await expect.poll(async () => (await runs.wait(id, 1_000)).state, { timeout: 60_000 }).toBe('done');
  const { signIns, sessionsStarted } = office.inspect();
  expect(signIns.map(({ outcome }) => outcome)).toEqual(['code_asked', 'signed_in']);
  expect(sessionsStarted).toBe(1);
});

test('a CAPTCHA needs a person, and no password is sent past it', async () => {
  office = await openOffice({ captcha: true });
  const { error } = await office.engine.run(tool, args, 150_000);
  expect(error?.code).toBe('NEEDS_HUMAN');
  expect(office.inspect().signIns).toEqual([]);
});

test('a wrong password is sent once, however often a run is called', async () => {
  office = await openOffice();
  process.env['APPFOLIO_PASSWORD'] = 'mistyped';
  expect((await office.engine.run(tool, args, 150_000)).error?.code).toBe('ACCOUNT_PAUSED');
  await expect(office.engine.run(tool, args, 150_000)).rejects.toMatchObject({ code: 'ACCOUNT_PAUSED' });
  expect(office.inspect().signIns.map(({ outcome }) => outcome)).toEqual(['wrong_password']);
});
