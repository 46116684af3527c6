import { defineConfig, mergeConfig } from 'vitest/config';
import shared from '../../vitest.config.ts';

/** Hosts in network namespaces, one file after the other and as root: `npm run test:hosts`. */
export default defineConfig({
  ...mergeConfig(shared, {}),
  test: {
    ...shared.test,
    include: ['test/hosts/*.hosts.ts'],
    exclude: [],
    maxWorkers: 1,
    testTimeout: 7_200_000,
    disableConsoleIntercept: true,
  },
});
