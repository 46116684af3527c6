import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, afterAll } from 'vitest';
import { servicetitan } from '../../../replicas/servicetitan/index.ts';
import type { ServicetitanInspection } from '../../../replicas/servicetitan/index.ts';
import type { Replica } from '../../../replicas/replica.ts';
import { wellBehaved } from '../../../replicas/switches.ts';
import type { RunReport } from '../../../src/runs.ts';
import { startEngine, temporaryFolder } from '../../support/engine.ts';

type Switches = (typeof servicetitan)['switches'];

export interface Office {
  replica: Replica<Switches, ServicetitanInspection>;
  engine: Awaited<ReturnType<typeof startEngine>>;
  /** The folder that documents may be taken from. */
  outbox: string;
  /** Runs a tool of the pack with switches set for as long as it takes. */
  run(
    tool: string,
    args: Record<string, unknown>,
    switches?: Partial<Replica<Switches, ServicetitanInspection>['switches']>,
  ): Promise<RunReport>;
}

const { name, password, codeSecret = '' } = servicetitan.users[0]!;

export function configFor(url: string, store: string, withCode = false, files: string[] = []) {
  process.env['SERVICETITAN_PASSWORD'] = password;
  process.env['SERVICETITAN_CODE'] = codeSecret;
  const account = {
    app: 'servicetitan',
    url,
    username: name,
    password: 'env:SERVICETITAN_PASSWORD',
    writes: 'allow',
    files,
    ...(withCode && { code: 'env:SERVICETITAN_CODE' }),
  } as const;
  return { store, logLevel: 'silent', accounts: { mesa: account } } as const;
}

/** One replica and one engine for the tests of a file. */
export function useOffice(): () => Office {
  let office: Office | undefined;
  let close: () => Promise<void> = async () => undefined;

  beforeAll(async () => {
    const replica = await servicetitan.start();
    const folder = await temporaryFolder();
    const outbox = join(folder.path, 'outbox');
    await mkdir(outbox);
    const engine = await startEngine(configFor(replica.url, join(folder.path, 'store'), false, [outbox]));
    close = async () => {
      await engine.close();
      await replica.close();
      await folder[Symbol.asyncDispose]();
    };
    office = {
      replica,
      engine,
      outbox,
      async run(tool, args, switches = {}) {
        Object.assign(replica.switches, switches);
        try {
          return await engine.run(`servicetitan_${tool}`, args, 170_000);
        } finally {
          Object.assign(replica.switches, wellBehaved(servicetitan.switches));
        }
      },
    };
  });
  afterAll(() => close());
  return () => office!;
}

/** The answer of a run that is done. */
export function outputOf<Output>(report: RunReport): Output {
  if (report.state !== 'done') throw new Error(`${report.state}: ${JSON.stringify(report.error)}`);
  return report.output as Output;
}

export const dollars = (cents: number): string => (cents / 100).toFixed(2);
