import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../log.ts';
import type { Store } from '../journal/store.ts';

export interface EvidenceItem {
  name: string;
  mime: string;
  bytes: number;
}

export interface Retention {
  keepDays: number;
  maxMegabytes: number;
}

/** What runs leave to look at: files under `<store>/evidence/<run id>/`, listed in the journal. */
export class Evidence {
  readonly #folder: string;
  readonly #store: Store;
  readonly #log: Log;

  constructor(folder: string, store: Store, log: Log) {
    this.#folder = folder;
    this.#store = store;
    this.#log = log;
  }

  /** Keeps one file of a run. What it holds must be scrubbed already. */
  async keep(runId: string, name: string, mime: string, content: Buffer | string): Promise<void> {
    const bytes = Buffer.from(content as string);
    await mkdir(join(this.#folder, runId), { recursive: true, mode: 0o700 });
    await writeFile(join(this.#folder, runId, name), bytes, { mode: 0o600 });
    const row = { mime, bytes: bytes.length, created_at: Date.now() };
    await this.#store
      .insertInto('evidence')
      .values({ run_id: runId, name, ...row })
      .onConflict((conflict) => conflict.columns(['run_id', 'name']).doUpdateSet(row))
      .execute();
  }

  async list(runId: string): Promise<EvidenceItem[]> {
    return this.#store
      .selectFrom('evidence')
      .select(['name', 'mime', 'bytes'])
      .where('run_id', '=', runId)
      .orderBy('name')
      .execute();
  }

  /** Undefined when there is none, or it is past its time. */
  async read(runId: string, name: string): Promise<{ mime: string; content: Buffer } | undefined> {
    const item = (await this.list(runId)).find((each) => each.name === name);
    if (!item) return undefined;
    try {
      return { mime: item.mime, content: await readFile(join(this.#folder, runId, name)) };
    } catch {
      return undefined;
    }
  }

  /** Removes what is too old, and the oldest of what is too much. A failure is logged, never thrown. */
  async prune({ keepDays, maxMegabytes }: Retention): Promise<void> {
    try {
      const runs = await this.#store
        .selectFrom('evidence')
        .select(({ fn }) => ['run_id', fn.max('created_at').as('at'), fn.sum<number>('bytes').as('bytes')])
        .groupBy('run_id')
        .orderBy('at', 'desc')
        .execute();
      const oldest = Date.now() - keepDays * 86_400_000;
      let room = maxMegabytes * 1_048_576;
      for (const { run_id, at, bytes } of runs) {
        room -= Number(bytes);
        if (Number(at) < oldest || room < 0) await this.#drop(run_id);
      }
      await this.#dropStrays(new Set(runs.map(({ run_id }) => run_id)));
    } catch (error) {
      this.#log.warn({ err: error }, 'old evidence could not be removed');
    }
  }

  /** Folders that a process died over before it wrote their row. */
  async #dropStrays(known: Set<string>): Promise<void> {
    for (const runId of await readdir(this.#folder).catch(() => [])) {
      const isUnfinished = this.#store
        .selectFrom('runs')
        .select('id')
        .where('id', '=', runId)
        .where('state', 'in', ['queued', 'running', 'needs_human']);
      if (!known.has(runId) && !(await isUnfinished.executeTakeFirst())) await this.#drop(runId);
    }
  }

  async #drop(runId: string): Promise<void> {
    await rm(join(this.#folder, runId), { recursive: true, force: true });
    await this.#store.deleteFrom('evidence').where('run_id', '=', runId).execute();
  }
}
