import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ReceiptsOffice } from '../support/receipts-office.ts';

let office: ReceiptsOffice;

beforeEach(async () => {
  office = await ReceiptsOffice.open();
});

afterEach(async () => {
  await office[Symbol.asyncDispose]();
});

test('four of them, 25 receipts each, at the same time, from the very first: one whole chain of 100', async () => {
  const children = [1, 2, 3, 4].map((child) =>
    office.startProcess(
      `await Promise.all(Array.from({ length: 25 }, (_, n) => append('run_${child}_' + n)));`,
    ),
  );
  for (const { ended } of children) expect(await ended).toMatchObject({ code: 0, stderr: '' });
  expect(await office.verify()).toMatchObject({ receipts: 100, findings: [], notes: [] });
  const there = await office.runIds();
  const expected = [1, 2, 3, 4].flatMap((child) => Array.from({ length: 25 }, (_, n) => `run_${child}_${n}`));
  expect(there.toSorted()).toEqual(expected.toSorted());
  expect(await readdir(`${office.folder}.drafts`)).toEqual([]);
});

test('killed between any two calls to the file system: the chain is whole, and so it is when it goes on', async () => {
  await office.append(['run_a']);
  let receipts = 1;
  let calls = 0;
  for (let ended = false; !ended; calls++) {
    const run = `run_kill_${calls}`;
    const { signal, said, stderr } = await office.startProcess(`
      await receipts.prepare();
      let count = 0;
      onCall = () => { if (count++ === ${calls}) process.kill(process.pid, 'SIGKILL'); };
      await append('${run}');
      say('appended');
    `).ended;
    ended = signal === null;
    if (ended) expect({ said, stderr }).toEqual({ said: ['appended'], stderr: '' });
    else expect({ signal, said }).toEqual({ signal: 'SIGKILL', said: [] });
    expect(await office.findings(), `after call ${calls}`).toEqual([]);

    // Whoever does not know whether it was written tries again, in a process that has been up all the while.
    await office.append([`run_next_${calls}`, run]);
    receipts += 2;
    const result = await office.verify();
    expect(result, `after call ${calls}`).toMatchObject({ receipts, findings: [], notes: [] });
  }
  // Two pictures, a receipt and a head: fewer calls would mean that nothing was counted.
  expect(calls).toBeGreaterThan(25);
}, 600_000);

test('killed at random while two others go on: nothing that was answered is lost, nothing is doubled', async () => {
  const answered = new Set<string>();
  const loop = (name: string) =>
    `for (let n = 0; ; n++) { await append('run_${name}_' + n); say('run_${name}_' + n); }`;
  const others = ['p', 'q'].map((name) => office.startProcess(loop(name)));
  for (let round = 0; round < 8; round++) {
    const { child, ended } = office.startProcess(loop(`k${round}`));
    let seen = 0;
    // Dies at some moment of its third to seventh append, whichever it is then at.
    child.stdout.on('data', () => {
      if (++seen === 3 + (round % 5)) setTimeout(() => child.kill('SIGKILL'), Math.random() * 12);
    });
    for (const run of (await ended).said) answered.add(run);
    expect(await office.findings()).toEqual([]);
  }
  for (const { child, ended } of others) {
    child.kill('SIGKILL');
    for (const run of (await ended).said) answered.add(run);
  }
  expect(await office.findings()).toEqual([]);
  await office.append(['run_last']);
  const result = await office.verify();
  expect(result).toMatchObject({ findings: [], notes: [] });
  const there = await office.runIds();
  expect(new Set(there).size).toBe(result.receipts);
  for (const run of answered) expect(there).toContain(run);
  expect(answered.size).toBeGreaterThan(24);
}, 600_000);
