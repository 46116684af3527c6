/** The journal, too, has no two runs in one lane: what a dead process left is over before the next one begins. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { openStoreAt } from '../../src/journal/store.ts';
import { startEngine, temporaryFolder, tinyConfig } from '../support/engine.ts';
import { startTinyApp } from '../support/tiny-app.ts';

const built = (path: string) => JSON.stringify(new URL(`../../dist/src/${path}`, import.meta.url).href);

/** A process that has the lane of the account, and by the journal a run in it, until it is killed. */
const holder = `
  import { Journal } from ${built('journal/journal.js')};
  import { openStore } from ${built('journal/store.js')};
  import { Lanes } from ${built('queue/lanes.js')};
  import { LocalPresence } from ${built('queue/local-presence.js')};
  import { Tickets } from ${built('queue/tickets.js')};
  const [, folder] = process.argv;
  const store = openStore(folder);
  const presence = new LocalPresence(folder + '/processes');
  const journal = new Journal(store, presence, (text) => text);
  const run = { id: 'run_of_the_dead', account: 'main', app: 'tiny', flow: 'list_rows', effect: 'read', input: {} };
  await journal.queued({ ...run, writeId: null, isPreview: false, origin: null });
  const signal = new AbortController().signal;
  await new Lanes(new Tickets(store, presence)).hold({ account: 'main', sessions: 1, runId: run.id, signal }, async () => {
    await journal.started(run.id);
    console.log('holding');
    setInterval(() => {}, 1_000);
    await new Promise(() => {});
  });`;

test('a run of a process that was killed is over in the journal before the next one has its lane', async () => {
  const app = await startTinyApp();
  await using folder = await temporaryFolder();
  const engine = await startEngine(tinyConfig(app.url, folder.path));
  const store = await openStoreAt(engine.config.store);
  try {
    const child = spawn(process.execPath, ['--input-type=module', '-e', holder, engine.config.store], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const id = await engine.runs.start({ tool: 'tiny_list_rows', args: { n: 1 } });
    child.kill('SIGKILL');
    expect((await engine.runs.wait(id, 60_000)).state).toBe('done');

    const changes = await store
      .selectFrom('state_changes')
      .select(['run_id', 'state'])
      .where('state', 'in', ['running', 'interrupted'])
      .orderBy('seq')
      .execute();
    expect(changes.map(({ run_id, state }) => [run_id === id ? 'ours' : 'theirs', state])).toEqual([
      ['theirs', 'running'],
      ['theirs', 'interrupted'],
      ['ours', 'running'],
    ]);
  } finally {
    await store.destroy();
    await engine.close();
    await app.close();
  }
});
