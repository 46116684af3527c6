import { z } from 'zod';
import { InvalidInput } from '../errors.ts';
import type { FlowDefinition } from '../flow/define-flow.ts';
import type { Wish } from './take-order.ts';

/** Arguments that every writing tool has besides the flow's own. */
export const wishFields = {
  preview: z.boolean().optional().describe('Only show what would be written'),
  preview_token: z.string().max(100).optional().describe('From a preview: write exactly what it showed'),
  idempotency_key: z
    .string()
    .regex(/^(?!auto:).{1,200}$/, 'must be 1 to 200 characters and not begin with "auto:"')
    .optional()
    .describe('Names this one write; without it the same arguments within a day are the same write'),
};

const schema = z.object(wishFields);

/**
 * Parts the arguments of a call: the flow's own, and what is said about the write.
 *
 * @throws InvalidInput
 */
export function partArguments(flow: FlowDefinition, args: Record<string, unknown>) {
  const none: Omit<Wish, 'approval'> = { preview: false, key: undefined, token: undefined };
  if (flow.effect === 'read') return { own: args, wish: none };
  const own = Object.fromEntries(Object.entries(args).filter(([name]) => !(name in wishFields)));
  const parsed = schema.safeParse(args);
  if (!parsed.success) throw new InvalidInput(z.prettifyError(parsed.error));
  const { preview = false, preview_token: token, idempotency_key: key } = parsed.data;
  return { own, wish: { preview, key, token } };
}
