import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: { 'sidedoor-mcp': new URL('src/index.ts', import.meta.url).pathname },
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/real/**'],
    // Reached by what hangs, never by what is slow.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 90_000 } },
    // Two cores: more browsers at a time only wait for each other.
    maxWorkers: 2,
  },
});
