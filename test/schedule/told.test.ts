/** Who is told by a command, as `sendmail` is one. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStoreAt } from '../../src/journal/store.ts';
import { storeOf, temporaryFolder } from '../support/engine.ts';
import { openOffice } from './office.ts';

const hourly = { tool: 'tiny_list_rows', cron: '0 * * * *', timeZone: 'UTC', to: ['rows.csv'] };

test('a command gets the report on its stdin, without our master key and without a secret of an account', async () => {
  await using folder = await temporaryFolder();
  const mail = join(folder.path, 'mail.txt');
  const save = `let all = ''; process.stdin.on('data', (x) => all += x).on('end', () =>
    require('fs').writeFileSync(process.argv[1], JSON.stringify({ all, key: process.env.SIDEDOOR_KEY ?? 'none' })))`;
  const notify = { command: [process.execPath, '-e', save, mail] };
  await using office = await openOffice({ hourly: { ...hourly, args: { n: 3 }, notify } });
  office.app.state.password = 'another';
  const { at } = await office.open();
  await at('2026-11-20T05:30Z');
  const before = process.env['SIDEDOOR_KEY'];
  process.env['SIDEDOOR_KEY'] = 'of-the-test';
  await at('2026-11-20T06:00Z');
  if (before === undefined) delete process.env['SIDEDOOR_KEY'];
  else process.env['SIDEDOOR_KEY'] = before;
  const { all, key } = JSON.parse(await readFile(mail, 'utf8')) as { all: string; key: string };
  expect(key).toBe('none');
  expect(JSON.parse(all)).toMatchObject({
    event: 'failed',
    schedule: 'hourly',
    due_at: '2026-11-20T06:00:00.000Z',
    error: { code: 'ACCOUNT_PAUSED' },
    hint: expect.stringContaining('sidedoor extract hourly'),
  });
  expect(all).not.toContain('sesame-42');
});

test('a command that fails takes the delivery from nobody', async () => {
  const notify = { command: [process.execPath, '-e', 'process.exit(3)'] };
  await using office = await openOffice({ hourly: { ...hourly, lateMinutes: 1, notify } });
  const { at, firings } = await office.open();
  await at('2026-11-20T05:30Z');
  // Late, which is told.
  await at('2026-11-20T06:10Z');
  expect(await firings.last('hourly')).toMatchObject({ state: 'done', event: 'late', rows: 3 });
  expect(await readFile(join(office.folder, 'rows.csv'), 'utf8')).toContain('R-3');
});

test('a firing that has brought down three processes has failed, and that is told', async () => {
  await using office = await openOffice({ hourly });
  const { at, firings, set } = await office.open();
  await at('2026-11-20T05:30Z');
  const journal = await openStoreAt(storeOf(office.folder).store);
  const firing = {
    schedule: 'hourly',
    due_at: Date.parse('2026-11-20T06:00Z'),
    tool: 'tiny_list_rows',
    account: 'main',
    missed: 0,
    claimed_at: Date.parse('2026-11-20T06:00Z'),
  };
  const dead = { state: 'open' as const, owner: 'p_of-one-that-died', tries: 3 };
  await journal
    .insertInto('firings')
    .values({ ...firing, ...dead })
    .execute();
  await journal.updateTable('schedules').set({ decided_until: firing.due_at }).execute();
  await journal.destroy();
  set('2026-11-20T06:01Z');
  await at('2026-11-20T06:01Z');
  expect(await firings.last('hourly')).toMatchObject({
    state: 'failed',
    event: 'failed',
    error: { code: 'INTERRUPTED', message: expect.stringContaining('has died, 3 times') },
  });
  // The next time is done as ever.
  await at('2026-11-20T07:00Z');
  expect(await firings.last('hourly')).toMatchObject({ state: 'done', event: 'recovered' });
});
