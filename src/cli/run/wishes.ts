import { z } from 'zod';
import type { FlowDefinition } from '../../flow/define-flow.ts';
import { wishFields } from '../../write/wish.ts';
import { fieldsIn } from './fields.ts';
import type { Field } from './fields.ts';

const schema = z.object({
  ...wishFields,
  yes: z
    .boolean()
    .optional()
    .describe('You agree beforehand: what the preview shows is written at once, nobody is asked'),
});

/** What may be said about a write besides its fields. A flow that reads has none of it. */
export function wishesOf({ effect }: FlowDefinition): Field[] {
  return effect === 'write' ? fieldsIn(schema) : [];
}
