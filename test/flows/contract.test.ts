import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { importModule } from '../../src/flow/import-module.ts';
import { loadFlows } from '../../src/flow/load-flows.ts';

/** What holds for every flow of every shipped pack. Loads them all, and starts no browser. */
const packs = new URL('../../flows/', import.meta.url).pathname;
const loaded = await loadFlows([packs], importModule);

const verbs = {
  read: /^(list|find|search|get|run|show)_[a-z]+/,
  write: /^(create|add|change|enter|post|record|comment|assign|resolve|book)_[a-z]+/,
};

test('every pack has flows, and none is refused', () => {
  expect(loaded.refused).toEqual([]);
  const apps = new Set(loaded.flows.map(({ flow }) => flow.app.name));
  const folders = readdirSync(packs).filter((name) => existsSync(`${packs}${name}/app.ts`));
  expect([...apps].toSorted()).toEqual(folders.toSorted());
});

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
});
