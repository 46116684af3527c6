import { defineConfig, mergeConfig } from 'vitest/config';
import shared from '../../vitest.config.ts';

/** The whole soak, by itself: `npm run test:soak`. */
export default defineConfig({
  ...mergeConfig(shared, {}),
  test: {
    ...shared.test,
    include: ['test/soak/whole.soak.ts'],
    maxWorkers: 1,
    testTimeout: 1_200_000,
    disableConsoleIntercept: true,
  },
});
