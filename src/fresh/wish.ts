import { z } from 'zod';
import { InvalidInput } from '../errors.ts';
import type { FlowDefinition } from '../flow/define-flow.ts';

/** Arguments that every reading tool has besides the flow's own. */
export const freshFields = {
  max_age: z
    .int()
    .min(0)
    .optional()
    .describe('Seconds: a result of the same input that is no older is answered without the application'),
  allow_stale: z
    .boolean()
    .optional()
    .describe('Answer the newest result at once, however old, and read anew meanwhile'),
};

const schema = z.object(freshFields);

/** How old an answer may be. */
export interface Freshness {
  /** Milliseconds. */
  maxAge: number;
  /** An older one will do, while it is read anew. */
  allowStale: boolean;
}

/**
 * Parts the arguments of a call: the flow's own, and how old its answer may be; without a word on that every call reads.
 *
 * @throws InvalidInput
 */
export function partFreshness(
  { effect }: Pick<FlowDefinition, 'effect'>,
  args: Record<string, unknown>,
): { rest: Record<string, unknown>; freshness: Freshness | undefined } {
  if (effect === 'write') return { rest: args, freshness: undefined };
  const parsed = schema.safeParse(args);
  if (!parsed.success) throw new InvalidInput(z.prettifyError(parsed.error));
  const rest = Object.fromEntries(Object.entries(args).filter(([name]) => !(name in freshFields)));
  const { max_age: seconds, allow_stale: allowStale = false } = parsed.data;
  if (seconds === undefined && !allowStale) return { rest, freshness: undefined };
  return { rest, freshness: { maxAge: (seconds ?? 0) * 1_000, allowStale } };
}

/** Whether a call says how old its answer may be: then it is told how old it is. */
export function asksForAge(args: Record<string, unknown>): boolean {
  return args['max_age'] !== undefined || args['allow_stale'] === true;
}
