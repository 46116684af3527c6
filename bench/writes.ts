import { randomBytes } from 'node:crypto';
import { compose } from '../src/compose.ts';
import type { Sidedoor } from '../src/sidedoor.ts';
import { toConfig } from '../src/config/load.ts';
import { keepPortrait } from '../src/evidence/snapshot.ts';
import type { WriteFlow } from '../src/flow/define-flow.ts';
import { openStore } from '../src/journal/store.ts';
import { bareBrowser, barePage } from './bare.ts';
import { line, median, ms, row, timed } from './report.ts';
import type { Subject } from './subjects.ts';
import { noFiles } from '../test/support/no-files.ts';

const rounds = 15;

/** A write through the engine (gate, journal, pictures, receipt) beside the same steps without it. */
export async function benchWrites(subject: Subject): Promise<void> {
  const { write } = subject;
  // A session that the cold scripts have thrown out is not what is measured here.
  Object.assign(subject.config.accounts['bench']!, { writes: 'allow', onKicked: 'take_over' });
  const engine = await compose(toConfig(subject.config, '/sidedoor.config.json'));
  const account = engine.accounts.get('bench')!;
  const { flow } = engine.catalog.flow(write.tool) as { flow: WriteFlow };
  const spans: Spans[] = [];
  const call = async (text: string) => {
    const id = await engine.runs.start({ tool: write.tool, args: write.args(text) });
    const report = await engine.runs.wait(id, 120_000);
    if (report.state !== 'done') throw new Error(JSON.stringify(report.error));
    return id;
  };
  await call('Warming up');

  const { state } = (await engine.states.open(account, 0))!;
  const browser = await bareBrowser(engine);
  const page = await barePage(
    await browser.newContext({
      baseURL: account.url,
      storageState: state,
      viewport: { width: 1280, height: 900 },
    }),
    engine,
  );
  /** Answers how long the steps took, and what was between them, which is the commit. */
  const bare = async (text: string): Promise<Spans> => {
    const spent = { steps: 0, first: 0, last: 0 };
    const step = async <T>(_title: string, body: () => Promise<T>) => {
      const began = performance.now();
      spent.first ||= began;
      const answer = await body();
      spent.last = performance.now();
      spent.steps += spent.last - began;
      return answer;
    };
    await flow.run({
      page,
      input: flow.input.parse(write.args(text)),
      step,
      signal: new AbortController().signal,
      mark: `SD-${randomBytes(4).toString('hex').toUpperCase()}`,
      file: noFiles,
      commit: ({ action }) => action(),
    });
    return { steps: spent.steps, commit: spent.last - spent.first - spent.steps };
  };
  await bare('Warming up by hand');

  const times = { bare: [] as number[], engine: [] as number[], picture: [] as number[] };
  const bareSpans: Spans[] = [];
  const ids: string[] = [];
  for (let round = 0; round < rounds; round++) {
    times.bare.push(await timed(async () => bareSpans.push(await bare(`By hand ${round}`))));
    times.picture.push(await timed(() => keepPortrait(ids.at(-1) ?? 'none', page, 'bench', engine)));
    times.engine.push(await timed(async () => ids.push(await call(`By engine ${round}`))));
  }
  for (const id of ids) spans.push(await spansOf(id, engine));
  await browser.close();
  await engine.close();

  const plain = median(times.bare);
  const ours = median(times.engine);
  row('a write by the same steps, bare', ms(plain), `${write.tool}, ${rounds} rounds`);
  row('through the engine', ms(ours), `${ms(ours - plain)} more, ${(ours / plain).toFixed(2)} ×`);
  const part = (name: keyof Spans) => ({
    ours: median(spans.map((each) => each[name])),
    plain: median(bareSpans.map((each) => each[name])),
  });
  const [steps, commit] = [part('steps'), part('commit')];
  const around = ours - steps.ours - commit.ours;
  const beside = ({ ours: a, plain: b }: { ours: number; plain: number }) => `${ms(a)} (bare ${ms(b)})`;
  line(`    in its steps ${beside(steps)}, at the commit ${beside(commit)}, around them ${ms(around)};`);
  line(`    one picture, of the two that a commit keeps: ${ms(median(times.picture))}`);
}

/** Parts of a write, milliseconds: its steps, and what lies between the first and the last of them besides. */
interface Spans {
  steps: number;
  commit: number;
}

/** By the journal. */
async function spansOf(id: string, { config }: Sidedoor): Promise<Spans> {
  const store = openStore(config.store);
  const steps = await store.selectFrom('steps').selectAll().where('run_id', '=', id).orderBy('seq').execute();
  await store.destroy();
  const outer = steps.filter(({ depth }) => depth === 0);
  const [first, last] = [outer[0]!, outer.at(-1)!];
  const inSteps = outer.reduce((sum, step) => sum + (step.ms ?? 0), 0);
  const whole = Number(last.started_at) + (last.ms ?? 0) - Number(first.started_at);
  return { steps: inSteps, commit: whole - inSteps };
}
