import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../../src/compose.ts';
import type { Sidedoor } from '../../src/sidedoor.ts';
import { toConfig } from '../../src/config/load.ts';
import { toErrorRecord } from '../../src/errors.ts';
import { toSidedoorError } from '../../src/failure.ts';
import type { Cell } from './cells.ts';
import type { Answer } from './job.ts';
import type { ReplicaCell } from './replica-cell.ts';
import type { Outcome } from './verdict.ts';

/** On top of a flow's own time limit: waiting for the lane, and looking for a write. Milliseconds. */
const grace = 150_000;

process.env['SIDEDOOR_KEY'] ??= Buffer.alloc(32, 1).toString('base64');

/** One engine for some cells, with an account on each one's replica. */
export class Ours {
  readonly #engine: Sidedoor;
  readonly #store: string;

  private constructor(engine: Sidedoor, store: string) {
    this.#engine = engine;
    this.#store = store;
  }

  static async open(cells: readonly ReplicaCell[], atOnce: number): Promise<Ours> {
    const store = await mkdtemp(join(tmpdir(), 'sidedoor-legacy-'));
    const accounts = cells.map(({ cell, user, replica }, index) => {
      const secret = (kind: string, value: string) => {
        const name = `LEGACY_${kind}_${cell.subject.name.toUpperCase()}`;
        process.env[name] = value;
        return `env:${name}`;
      };
      const account = {
        app: cell.subject.name,
        url: replica.url,
        username: user.name,
        password: secret('PASSWORD', user.password),
        ...(user.codeSecret !== undefined && { code: codeOf(cell, user.codeSecret, secret) }),
        ...(cell.subject.choice !== undefined && { choice: cell.subject.choice }),
        ...(cell.subject.files && { files: cell.subject.files }),
        writes: 'allow' as const,
      };
      return [nameOf(index), account] as const;
    });
    const config = {
      store,
      logLevel: 'silent' as const,
      browser: { maxSessions: atOnce + 1 },
      accounts: Object.fromEntries(accounts),
    };
    return new Ours(await compose(toConfig(config, join(store, 'sidedoor.config.json'))), store);
  }

  /** @param index The cell's place among those it was opened with. */
  async call({ cell }: ReplicaCell, index: number): Promise<Outcome> {
    const { runs, catalog } = this.#engine;
    const { tool, args } = cell.job;
    const account = nameOf(index);
    const limit = (catalog.flow(tool).flow.timeout ?? 120) * 1_000 + grace;
    try {
      const id = await runs.start({ tool, args: { ...args, account } });
      const { state, output, error, needs } = await runs.wait(id, limit);
      if (state === 'done') return { ended: 'answered', answer: output as Answer };
      if (error) return { ended: 'failed', ...error };
      await runs.cancel(id);
      if (needs) return { ended: 'failed', code: 'NEEDS_HUMAN', message: `waits for a person` };
      return { ended: 'hung' };
    } catch (error) {
      return { ended: 'failed', ...toErrorRecord(toSidedoorError(error)) };
    }
  }

  async close(): Promise<void> {
    await this.#engine.close();
    await rm(this.#store, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** As the QR code of the app has it, which tells the period as well. */
function codeOf(
  { settings }: Cell,
  codeSecret: string,
  secret: (kind: string, value: string) => string,
): string {
  const period = Number(settings['codeSeconds'] ?? 30);
  return secret(`CODE_${period}`, `otpauth://totp/bench?secret=${codeSecret}&period=${period}`);
}

const nameOf = (index: number) => `cell-${index}`;
