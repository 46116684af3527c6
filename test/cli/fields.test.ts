import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseFields } from '../../src/cli/run/arguments.ts';
import { fieldsOf, usageOf } from '../../src/cli/run/fields.ts';
import type { FlowDefinition } from '../../src/flow/define-flow.ts';

const input = z.object({
  status: z.enum(['open', 'closed']).optional().describe('Which'),
  opened_after: z.iso.date().nullable().optional().describe('A day'),
  maxRows: z.int().default(10).describe('How many'),
  urgent: z.boolean().default(false).describe('Only urgent ones'),
  tags: z.array(z.string()).optional().describe('Any of these'),
  amounts: z.array(z.number()).optional().describe('Any of these'),
  address: z.object({ city: z.string() }).optional().describe('Where'),
  reference: z.union([z.string(), z.number()]).describe('Number or name'),
});

const fields = fieldsOf({ input } as unknown as FlowDefinition);

test('every type has its way to be written', () => {
  expect(fields.map(usageOf)).toEqual([
    '--status <open|closed>',
    '--opened-after <text>',
    '--max-rows <number>',
    '--urgent',
    '--tags <text> …',
    '--amounts <number> …',
    '--address <JSON>',
    '--reference <text>',
  ]);
  expect(fields.filter(({ required }) => required).map(({ name }) => name)).toEqual(['reference']);
});

test.each([
  [['--status', 'open'], { status: 'open' }],
  [['--opened-after=2026-11-01'], { opened_after: '2026-11-01' }],
  [['--opened_after', '2026-11-01'], { opened_after: '2026-11-01' }],
  [['--max-rows', '5'], { maxRows: 5 }],
  [['--maxRows', '-5'], { maxRows: -5 }],
  [['--urgent', '--status', 'open'], { urgent: true, status: 'open' }],
  [['--urgent=false'], { urgent: false }],
  [['--urgent', 'true'], { urgent: true }],
  [['--no-urgent'], { urgent: false }],
  [['--tags', 'a', '--tags', 'b'], { tags: ['a', 'b'] }],
  [['--tags', 'a'], { tags: ['a'] }],
  [['--amounts', '1.5', '--amounts', '2'], { amounts: [1.5, 2] }],
  [['--address', '{"city":"Müllheim"}'], { address: { city: 'Müllheim' } }],
  [['--reference', '007'], { reference: '007' }],
  [['--reference=--x'], { reference: '--x' }],
  [['--reference='], { reference: '' }],
])('%j is understood', (args, values) => {
  expect(parseFields(fields, args)).toEqual(values);
});

test.each([
  [['--stat', 'open'], 'There is no field "--stat".'],
  [['--no-status'], 'There is no field "--no-status".'],
  [['open'], '"open" belongs to no field.'],
  [['--status'], '--status wants a value.'],
  [['--status', '--urgent'], '--status wants a value. Write --status=--urgent if that is its value.'],
  [['--status', 'open', '--status', 'closed'], '--status is given twice.'],
  [['--max-rows', 'many'], '--max-rows wants a number, not "many".'],
  [['--max-rows='], '--max-rows wants a number, not "".'],
  [['--urgent=maybe'], '--urgent wants true or false, not "maybe".'],
  [['--address', '{city}'], '--address wants JSON.'],
])('%j is refused', (args, message) => {
  expect(() => parseFields(fields, args)).toThrow(message);
});
