import type { Sidedoor } from '../sidedoor.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { CommonOptions } from './options.ts';

/** A server keeps to its config's log level; whoever sits at a terminal sees the answer, not the log. */
export type Role = 'server' | 'one command';

export async function readConfig(options: CommonOptions, role: Role): Promise<LoadedConfig> {
  const [{ loadConfig }, { importModule }] = await Promise.all([
    import('../config/load.ts'),
    import('../flow/import-module.ts'),
  ]);
  const config = await loadConfig(options.config, process.cwd(), importModule);
  return { ...config, logLevel: logLevel(config, options, role) };
}

export function logLevel(
  { logLevel }: LoadedConfig,
  { verbose }: CommonOptions,
  role: Role,
): LoadedConfig['logLevel'] {
  if (verbose) return 'debug';
  return role === 'server' ? logLevel : 'silent';
}

export async function openEngine(
  config: LoadedConfig,
  role?: { isWorker: true; telemetry: Telemetry },
): Promise<Sidedoor> {
  const { compose } = await import('../compose.ts');
  return compose(config, undefined, role);
}

/** Opens the engine for one command and closes it whatever happens. */
export async function withEngine<T>(
  options: CommonOptions,
  work: (engine: Sidedoor) => Promise<T>,
): Promise<T> {
  const engine = await openEngine(await readConfig(options, 'one command'));
  try {
    return await work(engine);
  } catch (error) {
    // Whatever prints it, with --verbose down to its causes.
    throw engine.secrets.scrubError(error);
  } finally {
    await engine.close();
  }
}
