import { z } from 'zod';
import type { FlowDefinition } from '../../flow/define-flow.ts';
import { freshFields } from '../../fresh/wish.ts';
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

/** What may be said about a write, or about the age of what is read, besides the fields. */
export function wishesOf({ effect }: FlowDefinition): Field[] {
  return fieldsIn(effect === 'write' ? schema : z.object(freshFields));
}
