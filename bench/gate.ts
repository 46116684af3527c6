import type { Page } from 'playwright';
import { Gate } from '../src/browser/gate/gate.ts';
import { compose } from '../src/compose.ts';
import { toConfig } from '../src/config/load.ts';
import { bareBrowser } from './bare.ts';
import { line, median, ms, row, timed } from './report.ts';
import type { Subject } from './subjects.ts';

const rounds = 40;

/**
 * The same page loaded without any interception, in a context of the engine's (behind its gate and its own way into the
 * network), and with Playwright's own routing of every request, which turns the browser's cache off.
 */
export async function benchGate(subject: Subject): Promise<void> {
  const engine = await compose(toConfig(subject.config, '/sidedoor.config.json'));
  const account = engine.accounts.get('bench')!;
  // Signs in, if need be.
  await engine.runs.wait(await engine.runs.start(subject), 120_000);
  const { state } = (await engine.states.open(account, 0))!;
  const options = { baseURL: account.url, storageState: state, viewport: { width: 1280, height: 900 } };
  const browser = await bareBrowser(engine);
  const routed = await browser.newContext(options);
  await routed.route('**/*', (route) => route.continue());
  const pages = {
    none: await (await browser.newContext(options)).newPage(),
    gate: await (await engine.browser.newContext(options, new Gate(account.app.mutates))).newPage(),
    route: await routed.newPage(),
  };
  const load = async (page: Page) => {
    const answer = await page.goto(subject.page, { waitUntil: 'load' });
    if (answer?.status() !== 200) throw new Error(`${subject.page} came with ${answer?.status()}`);
  };
  const times = { none: [] as number[], gate: [] as number[], route: [] as number[] };
  for (let round = -2; round < rounds; round++) {
    for (const name of ['none', 'gate', 'route'] as const) {
      const time = await timed(() => load(pages[name]));
      if (round >= 0) times[name].push(time);
    }
  }
  const parts = {
    none: await partsOf(pages.none),
    gate: await partsOf(pages.gate),
    route: await partsOf(pages.route),
  };
  await browser.close();
  await engine.close();

  const plain = median(times.none);
  const beside = (name: 'gate' | 'route') => `${(median(times[name]) / plain).toFixed(2)} ×; ${parts[name]}`;
  row('a page load, nothing intercepted', ms(plain), parts.none);
  row('behind the gate', ms(median(times.gate)), beside('gate'));
  row("by Playwright's context.route", ms(median(times.route)), beside('route'));
  line(`    ${rounds} rounds of ${subject.page.replace(/\?.*action=/, '?…action=')}, medians`);
}

/** "3 of 4 parts from the cache". */
async function partsOf(page: Page): Promise<string> {
  const sizes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map((entry) => (entry as PerformanceResourceTiming).transferSize),
  );
  return `${sizes.filter((size) => size === 0).length} of ${sizes.length} parts from the cache`;
}
