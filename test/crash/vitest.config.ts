import { defineConfig, mergeConfig } from 'vitest/config';
import shared from '../../vitest.config.ts';

/** The whole crash matrix, by itself: `npm run test:crash`. */
export default defineConfig({
  ...mergeConfig(shared, {}),
  test: {
    ...shared.test,
    include: ['test/crash/whole.crash.ts'],
    exclude: [],
    maxWorkers: 1,
    testTimeout: 14_400_000,
    disableConsoleIntercept: true,
  },
});
