import { expect, test } from 'vitest';
import { serverCommand } from '../../src/cli/demo/paste.ts';

test('an installed package is named, for the folder that npx unpacks it to does not last', () => {
  const installed = '/home/pat/.npm/_npx/3f2a/node_modules/sidedoor-mcp/dist/src/main.js';
  expect(serverCommand(['mcp', '--demo'], installed)).toEqual({
    command: 'npx',
    args: ['-y', 'sidedoor-mcp', 'mcp', '--demo'],
  });
});

test('a checkout is started by its path, with the Node.js that runs', () => {
  const checkout = '/home/pat/sidedoor/dist/src/main.js';
  expect(serverCommand(['mcp', '--demo'], checkout)).toEqual({
    command: process.execPath,
    args: [checkout, 'mcp', '--demo'],
  });
});
