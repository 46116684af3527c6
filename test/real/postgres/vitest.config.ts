import { defineConfig, mergeConfig } from 'vitest/config';
import shared from '../../../vitest.config.ts';

/** The same tests as on the embedded store, on a real PostgreSQL. */
export default defineConfig({
  ...mergeConfig(shared, {}),
  test: {
    ...shared.test,
    include: [
      ...['lanes', 'run-flow', 'sessions', 'writes'].map((name) => `test/unit/${name}.test.ts`),
      ...['large', 'taken-over'].map((name) => `test/dataset/${name}.test.ts`),
      'test/schedule/{scheduler,processes}.test.ts',
      ...['reads', 'office'].map((name) => `test/fresh/${name}.test.ts`),
    ],
    exclude: [],
    globalSetup: ['test/real/postgres/global-setup.ts'],
    maxWorkers: 1,
  },
});
