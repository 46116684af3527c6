/** A browser on another machine, from which only the worker's wire leads to the application. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startHarbor } from '../../replicas/harbor/index.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';
import { startPlaywrightServer } from '../support/remote-browser.ts';
import { openNetwork } from './network.ts';

const order = { building: 'HBR', unit: '203', category: 'Plumbing', description: 'Tap drips' };

test('reads, takes a file and writes once, and lets nobody else through', async () => {
  await using network = await openNetwork(2);
  const [there, elsewhere] = network.places;
  // On the loopback of this host: no other one can reach it.
  const harbor = await startHarbor({ switches: { reportSeconds: 0.2, monitorSeconds: 0.1 } });
  await using _harbor = { [Symbol.asyncDispose]: () => harbor.close() };
  await using server = await startPlaywrightServer(['--unsafe', '--host', '0.0.0.0'], there!.prefix);
  await using folder = await temporaryFolder();
  process.env['REMOTE_CLERK'] = 'harbor-demo';
  await using engine = await startEngine({
    store: folder.path,
    logLevel: 'silent',
    browser: {
      remote: {
        server: server.address.replace('0.0.0.0', there!.address),
        reachedAt: network.address,
      },
      executablePath: server.executablePath,
    },
    accounts: {
      clerk: {
        app: 'harbor',
        url: harbor.url,
        username: 'clerk',
        password: 'env:REMOTE_CLERK',
        writes: 'allow',
      },
    },
  });
  const roll = await engine.run('harbor_run_rent_roll', { as_of: '2026-11-20' }, 120_000);
  expect(roll.error).toBeUndefined();
  expect(roll.output).toMatchObject({ complete: { proven: true } });
  const before = harbor.inspect().records.workOrders.length;
  const write = await engine.run('harbor_create_work_order', order, 120_000);
  expect(write.output).toMatchObject({ description: 'Tap drips' });
  expect(harbor.inspect().records.workOrders.length).toBe(before + 1);
  expect(server.browserProcesses()).toBeGreaterThan(0);

  const wires = await listening(network.address);
  expect(wires.length).toBeGreaterThan(0);
  for (const port of wires) {
    expect(await greets(there!.prefix, network.address, port)).toBe('answered');
    expect(await greets(elsewhere!.prefix, network.address, port)).toBe('turned away');
  }
});

/** Ports of this process's host that are open to others at the address. */
async function listening(address: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ss', ['-Hltn', 'src', address]);
  return [...stdout.matchAll(/:(\d+)\s+\S+:\*/g)].map(([, port]) => port!);
}

/** What a SOCKS client gets there. */
async function greets(prefix: readonly string[], address: string, port: string): Promise<string> {
  const script = `const socket = require('net').connect(${port}, '${address}', () => socket.write(Buffer.from([5, 1, 0])));
    socket.on('data', () => { console.log('answered'); socket.destroy(); });
    socket.on('error', () => undefined).on('close', () => console.log('turned away'));`;
  const [command, ...args] = [...prefix, process.execPath, '-e', script];
  const { stdout } = await promisify(execFile)(command, args);
  return stdout.split('\n')[0]!;
}
