import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { importModule } from '../../src/flow/import-module.ts';
import { loadFlows } from '../../src/flow/load-flows.ts';

/** What holds for every flow of every shipped pack. Loads them all, and starts no browser. */
const packs = new URL('../../flows/', import.meta.url).pathname;
const loaded = await loadFlows([packs], importModule);

const verbs = {
  read: /^(list|find|search|get|run|show)_[a-z]+/,
  write: /^(create|add|change|enter|post|record|comment|assign|resolve|book|publish|send|attach)_[a-z]+/,
};

test('every pack has flows, and none is refused', () => {
  expect(loaded.refused).toEqual([]);
  const apps = new Set(loaded.flows.map(({ flow }) => flow.app.name));
  expect([...apps].toSorted()).toEqual(readdirSync(packs).toSorted());
});

/** Apps of vendors, which no installation is at hand of: what a pack knows of them is published facts, and it says so. */
const vendors = /^(yardi|appfolio|servicetitan|toast)/;

test.each(readdirSync(packs).filter((pack) => vendors.test(pack)))(
  'the pack %s says in its README what it was built from',
  (pack) => {
    const readme = join(packs, pack, 'README.md');
    expect(existsSync(readme)).toBe(true);
    expect(readFileSync(readme, 'utf8').length).toBeGreaterThan(200);
  },
);

test.each(readdirSync(packs, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')))(
  '%s imports the front door, zod, types of Playwright and its own pack only',
  (file) => {
    const text = readFileSync(join(packs, file), 'utf8');
    const imports = [...text.matchAll(/^import ([^;]*?)from '([^']+)';/gm)];
    for (const [, what = '', from = ''] of imports) {
      if (from === 'playwright') expect(what).toMatch(/^type /);
      else if (from.startsWith('.'))
        expect(join('/', file, '..', from).split('/')[1]).toBe(file.split('/')[0]);
      else if (!from.startsWith('node:')) expect(['sidedoor-mcp', 'zod']).toContain(from);
    }
  },
);

describe.each(loaded.flows.map((each) => [each.tool, each] as const))('%s', (_tool, { flow, file }) => {
  test('is named as a verb and its object, as its file is', () => {
    expect(flow.name).toMatch(verbs[flow.effect]);
    expect(flow.name.replaceAll('_', '-')).toContain(
      file.replace(/.*\/(.*)\.flow\.ts$/, '$1').replace(/s$/, ''),
    );
  });

  test('says how far its app can be trusted', () => {
    expect(flow.app.standing).toBeDefined();
  });

  test('has an example to be tried with, where it reads and cannot do without arguments', () => {
    if (flow.effect === 'read') expect(flow.input.safeParse(flow.example ?? {}).error).toBeUndefined();
  });

  test('lives in the folder of its app', () => {
    expect(file).toContain(`/flows/${flow.app.name}/`);
  });

  test('describes itself in few words', () => {
    expect(flow.description.length).toBeLessThan(320);
    expect(flow.description).toMatch(/\.$/);
  });

  test('says of every list whether it is whole', () => {
    const { properties = {} } = z.toJSONSchema(flow.output);
    const types = Object.values(properties).map((property) =>
      typeof property === 'object' ? property.type : '',
    );
    if (types.includes('array')) expect(Object.keys(properties)).toContain('complete');
  });

  test('describes every input field, and says no more of it than fits', () => {
    for (const [field, type] of Object.entries(flow.input.shape)) {
      const { description } = type as z.ZodType;
      expect(description, field).toMatch(/\S/);
      expect(description?.length, field).toBeLessThanOrEqual(120);
    }
  });

  test('names its fields in snake_case, and keeps amounts out of floats', () => {
    for (const { path, schema } of fields(z.toJSONSchema(flow.output))) {
      expect(path).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
      if (money.test(path)) expect(schema.type, `${path} is an amount: decimal()`).not.toBe('number');
    }
  });

  test('commits only if it says that it writes', () => {
    const source = readFileSync(file, 'utf8');
    expect(/\bcommit\b/.test(source)).toBe(flow.effect === 'write');
    expect('reconcile' in flow).toBe(flow.effect === 'write');
  });
});

/** Names that only an amount has. */
const money = /(^|_)(amount|balance|rent|price|total|due_amount|paid|deposit|net|gross|tax|tip|discount)$/;

type Schema = z.core.JSONSchema.BaseSchema;

/** Every named field of a schema, lists and parts included. */
function fields(schema: Schema): { path: string; schema: Schema }[] {
  const parts = Object.entries(schema.properties ?? {}).flatMap(([path, part]) =>
    typeof part === 'object' ? [{ path, schema: part }, ...fields(part)] : [],
  );
  const items = [schema.items].flat().flatMap((part) => (typeof part === 'object' ? fields(part) : []));
  const choices = (schema.anyOf ?? []).flatMap((part) => (typeof part === 'object' ? fields(part) : []));
  return [...parts, ...items, ...choices];
}
