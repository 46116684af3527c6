import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { defineConfig } from 'playwright/test';

const debians = '/usr/bin/chromium-headless-shell';
const useDebians = !existsSync(chromium.executablePath()) && existsSync(debians);

export default defineConfig({
  // Flows import the package by its own name; here, as in tsconfig.json, that means the source.
  tsconfig: './test/tsconfig.playwright.json',
  testDir: 'test',
  testMatch: '**/*.spec.ts',
  workers: 1,
  // Reached by what hangs, never by what is slow.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      ...(useDebians ? { executablePath: debians } : {}),
      // Chromium refuses its sandbox to root.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
