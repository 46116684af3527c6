import type { Page } from 'playwright';
import type { StorageState } from '../src/browser/browser.ts';
import { compose } from '../src/compose.ts';
import { toConfig } from '../src/config/load.ts';
import { bareBrowser, barePage } from './bare.ts';
import { median, ms, row, timed } from './report.ts';
import type { EmittingFlow, ReadFlow } from '../src/flow/define-flow.ts';
import type { Subject } from './subjects.ts';

const rounds = 25;
const coldRounds = 5;

/** A call through the engine beside the same steps without it, a script that starts from nothing, and a bare fetch. */
export async function benchCalls(subject: Subject): Promise<void> {
  const engine = await compose(toConfig(subject.config, '/sidedoor.config.json'));
  const account = engine.accounts.get('bench')!;
  const call = async () => {
    const report = await engine.runs.wait(await engine.runs.start(subject), 120_000);
    if (report.state !== 'done') throw new Error(JSON.stringify(report.error));
  };
  await call();

  const launch = () => bareBrowser(engine);
  const { flow } = engine.catalog.flow(subject.tool) as { flow: ReadFlow | EmittingFlow };
  const input = flow.input.parse(subject.args);
  const steps = (page: Page) =>
    flow.run({
      page,
      input,
      step: (_title, body) => body(),
      signal: new AbortController().signal,
      emit: async () => undefined,
    });

  const browser = await launch();
  const { state } = (await engine.states.open(account, 0))!;
  const page = await barePage(
    await browser.newContext({ baseURL: account.url, storageState: state }),
    engine,
  );
  const last = lastDocument(page);
  await steps(page);

  const times = { bare: [] as number[], engine: [] as number[], fetch: [] as number[], cold: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.bare.push(await timed(() => steps(page)));
    times.engine.push(await timed(call));
    const { url, body } = last();
    times.fetch.push(await timed(() => bareFetch(url, body, state)));
  }
  for (let round = 0; round < coldRounds; round++) {
    times.cold.push(
      await timed(async () => {
        const fresh = await launch();
        const first = await barePage(await fresh.newContext({ baseURL: account.url }), engine);
        await account.app.signIn({ page: first, username: subject.username, password: subject.password });
        await steps(first);
        await fresh.close();
      }),
    );
  }
  await browser.close();
  await engine.close();

  const middle = { bare: median(times.bare), engine: median(times.engine), fetch: median(times.fetch) };
  row('the same steps without the engine', ms(middle.bare));
  const more = `${ms(middle.engine - middle.bare)} more, ${(middle.engine / middle.bare).toFixed(2)} ×`;
  row('warm call through the engine', ms(middle.engine), more);
  row(
    'bare fetch of the last page',
    ms(middle.fetch),
    `the call takes ${(middle.engine / middle.fetch).toFixed(2)} ×`,
  );
  const cold = median(times.cold);
  row(
    'cold script: launch, sign in, steps',
    ms(cold),
    `the call is ${(cold / middle.engine).toFixed(1)} × faster`,
  );
}

function lastDocument(page: Page) {
  let last = { url: '', body: null as string | null };
  page.on('request', (request) => {
    if (request.isNavigationRequest()) last = { url: request.url(), body: request.postData() };
  });
  return () => last;
}

async function bareFetch(url: string, body: string | null, state: StorageState): Promise<void> {
  const cookie = state.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const response = await fetch(url, {
    headers: { cookie, ...(body !== null && form) },
    ...(body !== null && { method: 'POST', body }),
  });
  await response.text();
}
