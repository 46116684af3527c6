import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { json } from '../cli/program.ts';
import { onceEach, openOffice, ordersCsv, tool } from './office.ts';
import type { Office } from './office.ts';
import { workbook } from './workbook.ts';

let office: Office;

// Each starts the program several times, which takes long where others are at work.
vi.setConfig({ testTimeout: 240_000 });

beforeAll(async () => {
  office = await openOffice('allow');
});
afterAll(() => office[Symbol.asyncDispose]());

const bulk = (file: string, ...options: string[]) => office.sidedoor(['bulk', tool, file, ...options]);

test('one bad row, and none is written: every bad one is named with its line and reason', async () => {
  await office.write(
    'bad.csv',
    `Building,Unit,Category,Description,due,Priority
HBR,203,Plumbing,Good,,Normal
HBR,,Plumbing,No unit,2026-12-01,Normal

HBR,203,Plumbing,"No
day",2026-13-01,Normal
HBR,203,Plumbing,Urgent,,Soon
HBR,203,Plumbing,Good,,Normal
`,
  );
  const before = office.harbor.inspect().requestCount;
  const { code, stdout, stderr } = await bulk('bad.csv');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('4 of 5 rows cannot be entered, so nothing was written.');
  expect(stderr).toMatch(/^line 3: unit is missing$/m);
  expect(stderr).toMatch(/^line 5: due: .*, not "2026-13-01"$/m);
  expect(stderr).toMatch(/^line 7: priority: .*, not "Soon"$/m);
  expect(stderr).toMatch(/^line 8: the same as line 2$/m);
  expect(office.harbor.inspect().requestCount).toBe(before);
  const results = await office.results('bad.result.csv');
  expect(results.map(({ line, state }) => [line, state])).toEqual([
    ['2', 'not tried'],
    ['3', 'invalid'],
    ['5', 'invalid'],
    ['7', 'invalid'],
    ['8', 'invalid'],
  ]);
});

test('columns that belong to nothing, and fields without a column, are named before anything is written', async () => {
  await office.write(
    'columns.csv',
    'Property,Unit,Category,Problem,Vendor\nHBR,203,Plumbing,Tap drips,ACME\n',
  );
  const unknown = await bulk('columns.csv');
  expect(unknown).toMatchObject({ code: 2, stdout: '' });
  expect(unknown.stderr).toContain('No field belongs to: Property, Problem, Vendor.');
  const missing = await bulk(
    'columns.csv',
    '--map',
    'building=property',
    '--ignore',
    'Problem',
    '--ignore',
    'vendor',
  );
  expect(missing.stderr).toContain('No column belongs to: description.');
  const twice = await bulk('columns.csv', '--set', 'unit=204', '--map', 'building=Property');
  expect(twice.stderr).toContain('--set unit is also a column.');
  expect(office.made()).toEqual({});
});

test('mapped columns, constants and ignored columns; a row that is refused does not stop the others', async () => {
  await office.write(
    'mapped.csv',
    'Property;UNIT;Category;Problem;Vendor;priority\nHBR;203;Plumbing;Tap drips;ACME;normal\nHBR;203;Plumbing;Flood;;EMERGENCY\nNOWHERE;1;Plumbing;Lost;;Low\nHBR;204;Plumbing;Drain;;\n',
  );
  const options = [
    '--map',
    'building=Property',
    '--map',
    'description=Problem',
    '--ignore',
    'Vendor',
    '--set',
    'access_notes=007',
  ];
  const ended = await bulk('mapped.csv', ...options, '--json');
  expect(ended.code).toBe(1);
  expect(json(ended)).toMatchObject({
    state: 'ended',
    counts: { written: 2, refused: 2 },
    not_written: [
      { line: 3, state: 'refused', message: expect.stringMatching(/^REFUSED: .*must be assigned/) as string },
      { line: 4, state: 'refused', message: expect.stringMatching(/^NOT_FOUND: /) as string },
    ],
  });
  expect(office.made()).toEqual(onceEach(['Tap drips', 'Drain']));
  expect(office.harbor.inspect().records.workOrders.at(-1)).toMatchObject({
    access: '007',
    priority: 'Normal',
  });

  // Who corrects the file and starts again doubles nothing.
  await office.write(
    'mapped.csv',
    'Property;UNIT;Category;Problem;Vendor;priority\nHBR;203;Plumbing;Tap drips;ACME;normal\nHBR;203;Plumbing;Flood;;HIGH\nHBR;204;Plumbing;Drain;;\n',
  );
  const corrected = await bulk('mapped.csv', ...options);
  expect(corrected).toMatchObject({ code: 2, stdout: '' });
  expect(corrected.stderr).toContain('2 of 3 rows were written before, outside of this bulk.');
  const skipped = await bulk('mapped.csv', ...options, '--skip-written', '--json');
  expect(json(skipped)).toMatchObject({ counts: { written: 1, already_written: 2 } });
  expect(office.made()).toEqual(onceEach(['Tap drips', 'Drain', 'Flood']));
  const [first] = await office.results('mapped.result.csv');
  expect(first).toMatchObject({
    state: 'already written',
    description: 'Tap drips',
    run_id: expect.stringMatching(/^run_/) as string,
  });

  const again = await bulk('mapped.csv', ...options, '--again', 'second', '--json');
  expect(json(again)).toMatchObject({ counts: { written: 3 } });
  expect(office.made()).toEqual({ 'Tap drips': 2, Drain: 2, Flood: 2 });
});

test('--stop-on-error stops at the first refused row, and the same command goes on', async () => {
  await office.write('stop.csv', ordersCsv(['Gate', 'Fence'], { Assignee: 'Nobody At All' }));
  const ended = await bulk('stop.csv', '--stop-on-error', '--json');
  expect(ended.code).toBe(1);
  const { counts, state, reason } = json<{ counts: Record<string, number>; state: string; reason: string }>(
    ended,
  );
  expect({ state, reason }).toEqual({
    state: 'stopped',
    reason: expect.stringContaining('line 2: ') as string,
  });
  expect(counts).toMatchObject({ written: 0, refused: 1, not_tried: 1 });
});

test('Ctrl-C finishes the row at hand, leaves the rest untried, and the same command goes on', async () => {
  const descriptions = Array.from({ length: 5 }, (_, index) => `Lamp ${index + 1}`);
  await office.write('lamps.csv', ordersCsv(descriptions));
  const { harbor } = office;
  const isForm = ({ method, path }: { method: string; path: string }) =>
    method === 'GET' && path.endsWith('NewWorkOrder.aspx');
  const before = harbor.inspect().requests.filter(isForm).length;
  const opened = () => harbor.inspect().requests.filter(isForm).length - before;

  const running = office.start(['bulk', tool, 'lamps.csv', '--json']);
  await expect.poll(opened, { timeout: 120_000 }).toBe(1);
  harbor.switches.slowMs = 2_000;
  const other = await bulk('lamps.csv');
  harbor.switches.slowMs = 0;
  expect(other).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('BUSY: Another process') as string,
  });
  // The next row has begun and has sent nothing yet.
  const rows = opened() + 1;
  await expect.poll(opened, { timeout: 120_000, interval: 5 }).toBe(rows);
  running.child.kill('SIGINT');
  const stopped = await running.ended;
  expect(stopped.code).toBe(1);
  const { counts, state } = json<{ counts: Record<string, number>; state: string }>(stopped);
  expect(state).toBe('stopped');
  expect(counts).toMatchObject({ written: rows, not_tried: descriptions.length - rows });
  const lamps = Object.keys(office.made()).filter((name) => name.startsWith('Lamp'));
  expect(lamps).toEqual(descriptions.slice(0, rows));

  expect(await bulk('lamps.csv')).toMatchObject({ code: 0 });
  expect(office.made()).toMatchObject(onceEach(descriptions));
  const results = await office.results('lamps.result.csv');
  expect(results.map(({ state: each }) => each)).toEqual(descriptions.map(() => 'written'));
});

test('a workbook: dates as dates, leading zeros of text, numbers as the form wants them', async () => {
  const rows = [
    ['Building', 'Unit', 'Category', 'Description', 'Due', 'Access notes'],
    ['HBR', 203, 'Plumbing', 'From a workbook', new Date('2026-12-24T00:00:00Z'), '00203'],
  ];
  await office.write('orders.xlsx', workbook(rows));
  const ended = await bulk('orders.xlsx', '--json');
  expect(ended.code, ended.stdout).toBe(0);
  expect(office.harbor.inspect().records.workOrders.at(-1)).toMatchObject({
    description: 'From a workbook',
    unit: '203',
    due: '2026-12-24',
    access: '00203',
  });
});

test('the row’s own key names its write: the same input twice under two keys, never twice under one', async () => {
  await office.write(
    'keys.csv',
    ordersCsv(['Bulb', 'Bulb', 'Bulb'])
      .replace('Description', 'Description,Ref')
      .replace('Bulb', 'Bulb,K1')
      .replace('Bulb\n', 'Bulb,K2\n')
      .replace('Bulb\n', 'Bulb,K1\n'),
  );
  const ended = await bulk('keys.csv', '--key-column', 'Ref');
  expect(ended).toMatchObject({ code: 2 });
  expect(ended.stderr).toContain('line 4: with the same key as line 2');
  await office.write(
    'keys.csv',
    'Building,Unit,Category,Description,Ref\nHBR,203,Plumbing,Bulb,K1\nHBR,203,Plumbing,Bulb,K2\n',
  );
  expect(await bulk('keys.csv', '--key-column', 'Ref')).toMatchObject({ code: 0 });
  await office.write(
    'more-keys.csv',
    'Building,Unit,Category,Description,Ref\nHBR,203,Plumbing,Bulb,K2\nHBR,203,Plumbing,Bulb,K3\n',
  );
  const more = await bulk('more-keys.csv', '--key-column', 'Ref', '--json');
  expect(json(more)).toMatchObject({ counts: { written: 1, already_written: 1 } });
  expect(office.made()).toMatchObject({ Bulb: 3 });
});

test('--preview fills in every row, writes none, and its file has the values and warnings', async () => {
  office.harbor.switches.warnAtSave = 'text';
  await office.write('look.csv', ordersCsv(['Look 1', 'Look 2']));
  const saves = office.harbor.inspect().saves.length;
  expect(await bulk('look.csv', '--preview')).toMatchObject({ code: 0 });
  office.harbor.switches.warnAtSave = 'off';
  expect(office.harbor.inspect().saves.length).toBe(saves);
  const results = await office.results('look.preview.csv');
  expect(results).toMatchObject([
    { state: 'previewed', brief_description: 'Look 1', trip_charge: '45.00' },
    { state: 'previewed', brief_description: 'Look 2' },
  ]);
  expect(results[0]!['message']).not.toBe('');
});

test('an account that has had its share of runs is waited for, and said so', async () => {
  await using slow = await openOffice('allow', { pace: { runsPerHour: 2 } });
  await slow.write('orders.csv', ordersCsv(['Slow 1', 'Slow 2', 'Slow 3']));
  const running = slow.start(['bulk', tool, 'orders.csv', '--json']);
  await expect.poll(() => running.stderr(), { timeout: 120_000 }).toContain('has had the 2 runs');
  await expect.poll(() => slow.made(), { timeout: 120_000 }).toEqual(onceEach(['Slow 1', 'Slow 2']));
  running.child.kill('SIGINT');
  expect(json(await running.ended)).toMatchObject({ state: 'stopped', counts: { written: 2, not_tried: 1 } });
});
