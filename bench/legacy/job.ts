import type { Switch } from '../../replicas/switches.ts';
import type { SaveEntry } from '../../replicas/saves/log.ts';
import type { PlainScript } from './plain.ts';

export type Answer = Record<string, unknown>;
export type Settings = Record<string, Switch['is']>;

/**
 * `right`: what the records say · `told`: not done, or not whole, and it says so by name · `wrong`: wrong data, a second
 * record, a denial of what was written, a lockout, a secret shown, an error that names nothing, or no end at all.
 */
export interface Judgement {
  verdict: 'right' | 'told' | 'wrong';
  /** Why, in a few words. */
  says: string;
}

/** What the bench itself looks at in a replica, whatever else its inspection tells. */
export interface Inspected {
  saves?: SaveEntry[];
  /** Forms that came from a session that had ended, and changed nothing. */
  turnedAway?: number;
  /** How often a user was locked. */
  lockouts?: number;
}

/** One call of one tool, and how the replica's own records judge its answer. */
export interface Job<Inspection extends object = object> {
  tool: string;
  args: Record<string, unknown>;
  judge(answer: Answer, before: Inspection, after: Inspection): Judgement;
  /** Of a write: every record that came meanwhile, whatever it looks like. */
  written?(before: Inspection, after: Inspection): object[];
}

/** All that the bench knows of one app; one file each, `<app>-jobs.ts`. */
export interface LegacyApp<Inspection extends object = object> {
  jobs: Job<Inspection>[];
  /** What the account chooses on the app's server. */
  choice?: string;
  /** Folders that the account may send files from. */
  files?: string[];
  /** Settings that hold in every cell that does not try them: what is slow in good software is not what is measured. */
  brisk?: Settings;
  /** By switch: the settings without which it does nothing. */
  together?: Record<string, Settings>;
  /** By switch: the tools that meet it, where not all do. Those of saves are known to be of writes. */
  only?: Record<string, readonly string[]>;
  /**
   * By switch, or by `switch=value`: why nobody at the screen could give a right answer then, so that an honest no is all
   * there is to be had. One that is answered right all the same is an error of this list, and ends the bench with 1.
   */
  withheld?: Record<string, Withheld>;
  /**
   * Switches under which a cell has an engine to itself, since accounts with one secret of codes wait for each other's.
   * Default `oneTimeCode`.
   */
  apart?: readonly string[];
  /** The same jobs by tool, as a script that knows of no engine. */
  plain?: Record<string, PlainScript>;
}

interface Withheld {
  because: string;
  /** The tools that it is withheld from; all when not given. */
  from?: readonly string[];
}

interface ListJob<Inspection> {
  tool: string;
  args: Record<string, unknown>;
  /** Name of the list in the answer. */
  list: string;
  /** What tells one row from another. */
  key: (row: Answer) => string;
  /** The whole answer but `complete`. */
  expected: (inspection: Inspection) => Answer;
}

/** A read that answers a list with its `complete`. */
export function listJob<Inspection extends object>({
  tool,
  args,
  list,
  key,
  expected,
}: ListJob<Inspection>): Job<Inspection> {
  return {
    tool,
    args,
    judge({ complete, ...answer }, _before, after) {
      const right = expected(after);
      if (same(answer, right)) return { verdict: 'right', says: 'as the records have it' };
      const claim = complete as { proven: boolean; because: string } | undefined;
      if (claim?.proven !== false)
        return { verdict: 'wrong', says: `wrong data: ${difference(answer, right)}` };
      const keys = (answer[list] as Answer[]).map(key);
      const known = new Set((right[list] as Answer[]).map(key));
      if (new Set(keys).size === keys.length && keys.every((one) => known.has(one)))
        return { verdict: 'told', says: `unproven: ${claim.because}` };
      return { verdict: 'wrong', says: 'rows that are not in the records, or twice' };
    },
  };
}

interface WriteJob<Inspection> {
  tool: string;
  args: Record<string, unknown>;
  /** What the record must have, since it was asked for. */
  asked: Answer;
  /** The records that came meanwhile, as an answer tells them. */
  written: (before: Inspection, after: Inspection) => Answer[];
}

/** A write that answers the record it made. */
export function writeJob<Inspection extends object>({
  tool,
  args,
  asked,
  written,
}: WriteJob<Inspection>): Job<Inspection> {
  return {
    tool,
    args,
    written,
    judge({ complete: _complete, ...answer }, before, after) {
      const [record] = written(before, after);
      if (!record) return { verdict: 'wrong', says: 'says that it wrote, and nothing was written' };
      const wrong = Object.keys(asked).find((field) => !same(record[field], asked[field]));
      if (wrong !== undefined)
        return { verdict: 'wrong', says: `wrote another ${wrong} than it was asked for` };
      if (!same(answer, record))
        return { verdict: 'wrong', says: `wrong answer: ${difference(answer, record)}` };
      return { verdict: 'right', says: 'one record, and the answer is that record' };
    },
  };
}

/** The order of fields does not matter. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).toSorted(([one], [other]) => one.localeCompare(other));
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
}

/** The first field that differs, or how many rows there are. */
function difference(answer: unknown, right: unknown, at = ''): string {
  if (Array.isArray(answer) && Array.isArray(right) && answer.length !== right.length)
    return `${at} has ${answer.length} rows, not ${right.length}`;
  if (typeof answer === 'object' && answer && typeof right === 'object' && right) {
    const names = new Set([...Object.keys(answer), ...Object.keys(right)]);
    for (const name of names) {
      const [ours, theirs] = [(answer as Answer)[name], (right as Answer)[name]];
      if (!same(ours, theirs)) return difference(ours, theirs, at === '' ? name : `${at}.${name}`);
    }
  }
  return `${at} is ${JSON.stringify(answer)}, not ${JSON.stringify(right)}`;
}
