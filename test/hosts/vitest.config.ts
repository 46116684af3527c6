import { defineConfig, mergeConfig } from 'vitest/config';
import shared from '../../vitest.config.ts';

/** Three hosts in network namespaces, by itself and as root: `npm run test:hosts`. */
export default defineConfig({
  ...mergeConfig(shared, {}),
  test: {
    ...shared.test,
    include: ['test/hosts/whole.hosts.ts'],
    exclude: [],
    maxWorkers: 1,
    testTimeout: 7_200_000,
    disableConsoleIntercept: true,
  },
});
