import { expect, test } from 'vitest';
import { z } from 'zod';
import { lean } from '../../src/mcp/lean-schema.ts';

const shown = (schema: z.ZodType) => lean(z.toJSONSchema(schema));

test('leaves out what says nothing, and keeps what does', () => {
  const schema = z.object({
    day: z.iso.date().nullable().describe('The day'),
    count: z.int().default(3),
    limit: z.int().min(1).max(9),
    name: z.string().min(1).max(60),
    line: z.string().regex(/^[^\r\n]+$/),
    month: z.string().regex(/^\d{4}-\d\d$/),
    text: z.string().max(2_000).default(''),
    tags: z.array(z.string()).max(20).default([]),
    more: z.record(z.string(), z.unknown()),
    kind: z.enum(['a', 'b']).nullable(),
  });
  expect(shown(schema)).toEqual({
    type: 'object',
    properties: {
      day: { type: ['string', 'null'], format: 'date', description: 'The day' },
      count: { type: 'integer', default: 3 },
      limit: { type: 'integer', minimum: 1, maximum: 9 },
      name: { type: 'string', maxLength: 60 },
      line: { type: 'string' },
      month: { type: 'string', pattern: '^\\d{4}-\\d\\d$' },
      text: { type: 'string' },
      tags: { type: 'array', items: { type: 'string' } },
      more: { type: 'object' },
      kind: { anyOf: [{ type: 'string', enum: ['a', 'b'] }, { type: 'null' }] },
    },
    required: ['day', 'count', 'limit', 'name', 'line', 'month', 'text', 'tags', 'more', 'kind'],
  });
});

test("a field keeps its name, even one of the schema language's own words", () => {
  const schema = z.object({
    pattern: z.string(),
    additionalProperties: z.boolean(),
    $schema: z.object({ minLength: z.string().min(1) }),
  });
  const { properties } = shown(schema) as { properties: Record<string, object> };
  expect(Object.keys(properties)).toEqual(['pattern', 'additionalProperties', '$schema']);
  expect(properties['$schema']).toMatchObject({ properties: { minLength: { type: 'string' } } });
});
