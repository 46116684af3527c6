import Big from 'big.js';
import type { Dataset } from '../dataset/dataset.ts';
import type { Row } from '../dataset/tally.ts';
import type { ErrorCode } from '../errors.ts';
import type { CanaryState } from '../journal/schedule-schema.ts';
import type { Schedule } from './schedule.ts';

export interface Verdict {
  canary: CanaryState;
  says: string;
}

type Expected = NonNullable<Schedule['expect']>;

/**
 * What a canary says of a list. `changed`: the screen is another. `degraded`: it is the one that is known, and what it
 * shows cannot be relied on.
 */
export async function judge(
  { certificate }: Dataset,
  rows: AsyncIterable<Row>,
  { columns = [], rows: count, sums = {} }: Expected,
): Promise<Verdict> {
  const empty = new Set(columns);
  const totals = new Map(Object.keys(sums).map((name) => [name, new Big(0)]));
  for await (const row of rows) {
    for (const name of empty) if (holds(row[name])) empty.delete(name);
    for (const [name, total] of totals) totals.set(name, total.plus(numberOf(row[name])));
  }
  if (certificate.rows > 0 && empty.size > 0)
    return { canary: 'changed', says: `Nothing stands any longer in ${[...empty].join(', ')}.` };
  const degraded = [
    ...(certificate.proven ? [] : [`the list is not proven complete: ${certificate.because}`]),
    ...outside('rows', certificate.rows, count),
    ...[...totals].flatMap(([name, total]) => [
      ...outside(`the sum of ${name}`, total.toNumber(), sums[name]),
    ]),
  ];
  if (degraded.length > 0) return { canary: 'degraded', says: `${degraded.join('; ')}.` };
  return { canary: 'working', says: `${certificate.rows} rows, ${certificate.because}` };
}

/** What a canary says of a run that failed: whether the script no longer fits, or the rest of the world is in the way. */
export function judgeFailure({ code, message }: { code: ErrorCode; message: string }): Verdict {
  const isChanged = code === 'LAYOUT_CHANGED' || code === 'FLOW_DEFECT';
  return { canary: isChanged ? 'changed' : 'degraded', says: `${code}: ${message}` };
}

function* outside(what: string, value: number, range: Expected['rows']): Iterable<string> {
  const { min = -Infinity, max = Infinity } = range ?? {};
  if (value < min) yield `${what}: ${value}, expected ${min} or more`;
  if (value > max) yield `${what}: ${value}, expected ${max} or less`;
}

const holds = (value: unknown) => value !== null && value !== undefined && value !== '';

function numberOf(value: unknown): Big {
  if (typeof value !== 'string' && typeof value !== 'number') return new Big(0);
  try {
    return new Big(value);
  } catch {
    return new Big(0);
  }
}
