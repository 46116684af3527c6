/** What a canary says of its flow, and where whoever uses the flow reads it. */
import { expect, test } from 'vitest';
import { connect } from '../support/clients.ts';
import { stdioServer } from '../support/server.ts';
import { openOffice } from './office.ts';

const canary = {
  tool: 'tiny_list_rows',
  args: { n: 7 },
  cron: '0 * * * *',
  timeZone: 'UTC',
  expect: { columns: ['no', 'amount'], rows: { min: 5, max: 10 }, sums: { amount: { min: 30, max: 32 } } },
};

test('working, degraded by count or total, changed by a column: told where the flow is used', async () => {
  await using office = await openOffice({ hourly: canary });
  const { at, engine, scheduler } = await office.open();
  await at('2026-11-20T05:30Z');
  const said = async (iso: string) => {
    await at(iso);
    const [sighting] = await engine.canaries.of('tiny_list_rows');
    return `${sighting?.state}: ${sighting?.says}`;
  };
  // at 1.50 to 7.50.
  expect(await said('2026-11-20T06:00Z')).toMatch(/^working: 7 rows/);
  expect(await engine.canaries.warning('tiny_list_rows', 'main')).toBeUndefined();

  const { expect: wanted } = scheduler.schedules.get('hourly')!;
  wanted!.rows = { min: 20 };
  expect(await said('2026-11-20T07:00Z')).toBe('degraded: rows: 7, expected 20 or more.');
  wanted!.rows = {};
  wanted!.sums = { amount: { max: 31 } };
  expect(await said('2026-11-20T08:00Z')).toBe('degraded: the sum of amount: 31.5, expected 31 or less.');
  wanted!.sums = {};
  wanted!.columns = ['amount', 'vendor'];
  expect(await said('2026-11-20T09:00Z')).toBe('changed: Nothing stands any longer in vendor.');

  const file = await stdioServer(office.folder, { ...office.config, schedules: { hourly: canary } });
  await using client = await connect('v2-legacy', file);
  const { content } = await client.callTool('tiny_list_rows', { n: 7 });
  const warning = content.flatMap((each) => (each.type === 'text' ? each.text : [])).at(-1);
  expect(warning).toMatch(
    /^Canary hourly: this flow is changed since \d{4}-.*Nothing stands any longer in vendor\.$/,
  );
});

test('an application that answers errors makes a flow degraded, not changed, and it recovers', async () => {
  await using office = await openOffice({ hourly: canary });
  const { at, engine, firings } = await office.open();
  await at('2026-11-20T05:30Z');
  office.app.state.status = 503;
  await at('2026-11-20T06:00Z');
  expect(await engine.canaries.of('tiny_list_rows')).toMatchObject([{ state: 'degraded' }]);
  expect(await firings.last('hourly')).toMatchObject({ state: 'failed', error: { code: 'APP_UNAVAILABLE' } });
  office.app.state.status = 200;
  await at('2026-11-20T07:00Z');
  expect(await engine.canaries.of('tiny_list_rows')).toMatchObject([{ state: 'working' }]);
  expect(await firings.last('hourly')).toMatchObject({ event: 'recovered' });
});
