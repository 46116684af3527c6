import { z } from 'zod';
import { InvalidInput } from '../errors.ts';
import type { LoadedFlow } from './load-flows.ts';
import { findUnfit } from './plain-input.ts';

/** What a caller gave a flow, as its schema has it. @throws InvalidInput */
export function validated({ flow }: LoadedFlow, args: Record<string, unknown>): Record<string, unknown> {
  const unfit = findUnfit(args);
  if (unfit) throw new InvalidInput(unfit);
  const parsed = flow.input.strict().safeParse(args);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(z.prettifyError(parsed.error), { hint: 'Correct these arguments and call again.' });
}
