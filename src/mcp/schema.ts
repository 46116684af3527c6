import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { InvalidInput } from '../errors.ts';
import { lean } from './lean-schema.ts';

/**
 * A schema that is shown to clients but lets every object through: our own validation answers with our own errors, the
 * same over MCP and on the command line.
 */
export function shownOnly(schema: z.ZodObject): StandardSchemaWithJSON<Record<string, unknown>> {
  const whole = (schema['~standard'] as unknown as StandardSchemaWithJSON['~standard']).jsonSchema;
  return {
    '~standard': {
      version: 1,
      vendor: 'sidedoor',
      jsonSchema: {
        input: (options) => lean(whole.input(options)),
        output: (options) => lean(whole.output(options)),
      },
      validate: (value) => ({ value: (value ?? {}) as Record<string, unknown> }),
    },
  };
}

/** Validates the arguments of an engine tool. */
export function parseArguments<Shape extends z.ZodObject>(schema: Shape, args: unknown): z.output<Shape> {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(z.prettifyError(parsed.error));
}
