import { saveSwitches } from '../../replicas/saves/switches.ts';
import { flip, fromText, wellBehaved } from '../../replicas/switches.ts';
import { Random } from '../../test/soak/random.ts';
import type { Subject } from './apps.ts';
import type { Job, Settings } from './job.ts';
import type { LegacySettings } from './settings.ts';

/** One run of one job against a replica of its own. */
export interface Cell {
  subject: Subject;
  job: Job;
  /** What is tried; empty in a cell of good software. */
  tried: Settings;
  /** All that the replica is set to. */
  settings: Settings;
  kind: 'matrix' | 'combination';
  /** Why there is no right answer to be had; undefined where there is one. */
  withheld: string | undefined;
}

/** "harbor_list_work_orders latin1=true slowMs=400", as LEGACY_CELLS has it. */
export function nameOf({ job, tried }: Cell): string {
  return [job.tool, ...Object.entries(tried).map(([name, value]) => `${name}=${value}`)].join(' ');
}

/** The command line that runs this one alone. */
export function repeat(cell: Cell): string {
  return `LEGACY_CELLS='${nameOf(cell)}' npm run bench:legacy`;
}

export function cellsOf(subject: Subject, settings: LegacySettings): Cell[] {
  const jobs = subject.jobs.filter(({ tool }) => settings.flows?.includes(tool) ?? true);
  if (settings.cells) return settings.cells.flatMap((text) => named(subject, text));
  const random = new Random(settings.seed);
  const matrix = jobs.flatMap((job) => {
    const single = switchesOf(subject, job, settings).flatMap((name) =>
      triesOf(subject, name).map((value) => cellOf(subject, job, { [name]: value }, 'matrix')),
    );
    return settings.switches ? single : [cellOf(subject, job, {}, 'matrix'), ...single];
  });
  const combinations = Array.from({ length: jobs.length > 0 ? settings.combinations : 0 }, () => {
    const job = random.pick(jobs);
    return cellOf(subject, job, drawn(subject, switchesOf(subject, job, settings), random), 'combination');
  });
  return [...(settings.matrix ? matrix : []), ...combinations];
}

function cellOf(subject: Subject, job: Job, tried: Settings, kind: Cell['kind']): Cell {
  const needed = Object.keys(tried).map((name) => subject.together?.[name] ?? {});
  const settings = Object.assign({}, subject.brisk, ...needed, tried) as Settings;
  return { subject, job, tried, settings, kind, withheld: withheldBy(subject, job, tried) };
}

function withheldBy({ withheld = {} }: Subject, { tool }: Job, tried: Settings): string | undefined {
  const reasons = Object.entries(tried).flatMap(([name, value]) => [
    withheld[name],
    withheld[`${name}=${value}`],
  ]);
  return reasons.find((each) => each && (each.from?.includes(tool) ?? true))?.because;
}

/** @throws Error for a switch or a value that the replica does not have. */
function named(subject: Subject, text: string): Cell[] {
  const [tool, ...settings] = text.split(/\s+/);
  const job = subject.jobs.find((each) => each.tool === tool);
  if (!job) return [];
  const { switches } = subject.replica;
  const tried = fromText(switches, settings);
  flip(switches, wellBehaved(switches), tried);
  return [cellOf(subject, job, tried, settings.length > 1 ? 'combination' : 'matrix')];
}

/** The switches that a job can meet. */
function switchesOf({ replica, only }: Subject, job: Job, { switches }: LegacySettings): string[] {
  return Object.keys(replica.switches).filter(
    (name) =>
      (switches?.includes(name) ?? true) &&
      (only?.[name]?.includes(job.tool) ?? true) &&
      (isWrite(job) || !Object.hasOwn(saveSwitches, name)),
  );
}

const isWrite = (job: Job) => 'written' in job;

const triesOf = ({ replica }: Subject, name: string) => replica.switches[name]!.tries;

/** Two to four switches, each at one of its other values. */
function drawn(subject: Subject, names: string[], random: Random): Settings {
  const left = names.filter((name) => triesOf(subject, name).length > 0);
  const count = Math.min(left.length, 2 + Math.floor(random.next() * 3));
  const settings: Settings = {};
  for (let n = 0; n < count; n++) {
    const [name] = left.splice(Math.floor(random.next() * left.length), 1);
    settings[name!] = random.pick(triesOf(subject, name!));
  }
  return settings;
}
