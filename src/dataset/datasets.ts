import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Interrupted, InvalidInput, NotFound } from '../errors.ts';
import type { Secrets } from '../evidence/secrets.ts';
import type { FlowDefinition } from '../flow/define-flow.ts';
import { digestOf } from '../journal/canonical.ts';
import type { Store } from '../journal/store.ts';
import type { Log } from '../log.ts';
import { certify, inPlainWords, isClaim } from './certificate.ts';
import type { Certificate } from './certificate.ts';
import { changesBetween } from './changes.ts';
import type { Change } from './changes.ts';
import { listOf } from './columns.ts';
import { toDataset } from './dataset.ts';
import type { Dataset } from './dataset.ts';
import { placeOf, takePage } from './page.ts';
import type { RowsPage, Wanted } from './page.ts';
import { readFrom, readRows } from './row-file.ts';
import type { PlacedRow } from './row-file.ts';
import { rowScrubber } from './scrub-row.ts';
import { Spool } from './spool.ts';
import type { Row } from './tally.ts';

export interface DatasetsParts {
  /** Of this host, where none other shares it. */
  folder: string;
  store: Store;
  /** This process, by the name that it has at the moment. */
  process: { readonly id: string };
  secrets: Pick<Secrets, 'find' | 'scrubValue'>;
  log: Log;
}

interface DatasetRun {
  id: string;
  flow: FlowDefinition;
  account: { name: string };
  input: unknown;
}

/** The lists that runs answer: certified, and kept in files where they are large. */
export class Datasets {
  readonly #parts: DatasetsParts;
  readonly #scrub: (row: Row) => Row;

  constructor(parts: DatasetsParts) {
    this.#parts = parts;
    this.#scrub = rowScrubber(parts.secrets);
  }

  /** Where the rows of one try of a run go; undefined where its flow answers no list. */
  begin({ id, flow }: Pick<DatasetRun, 'id' | 'flow'>): Spool | undefined {
    const list = flow.effect === 'read' ? listOf(flow) : undefined;
    return list && new Spool(this.#file(id), list, this.#scrub);
  }

  /**
   * Looks at the rows that a run answers or has emitted, and puts the certificate in the place of the flow's own word. A
   * small list stands in the output, as does a large one that the flow returned; one that was emitted does not.
   *
   * @throws Interrupted when another process has the run by now: its rows are left as they are.
   */
  async settle(run: DatasetRun, output: Row, spool: Spool | undefined): Promise<Row> {
    const [name = '', claim] = Object.entries(output).find(([, value]) => isClaim(value)) ?? [];
    if (!isClaim(claim)) {
      await spool?.discard();
      return output;
    }
    const list = listOf(run.flow);
    if (!spool || !list) return inPlainWords(output);
    const { field } = list;
    const returned = output[field];
    if (Array.isArray(returned)) await spool.add(returned as Row[]);
    const certificate = certify(claim, spool.tally);
    await spool.finish();
    await this.#keep(run, field, certificate, spool);
    const isEmitted = !Array.isArray(returned);
    const rows = isEmitted && !spool.isLarge ? { [field]: spool.rows } : {};
    return inOrder(run.flow, { ...output, ...rows, [name]: certificate });
  }

  async of(runId: string): Promise<Dataset | undefined> {
    const row = await this.#parts.store
      .selectFrom('datasets')
      .selectAll()
      .where('run_id', '=', runId)
      .executeTakeFirst();
    return row && toDataset(row);
  }

  /** Whether a run has answered a list, and its rows are on this host. */
  async isHere(runId: string): Promise<boolean> {
    const dataset = await this.of(runId);
    return dataset !== undefined && this.holds(dataset);
  }

  /** The last list of the same flow, account and input that was whole, before a run's own. */
  async lastWhole({
    account,
    app,
    flow,
    inputDigest,
    createdAt,
    runId,
  }: Dataset): Promise<Dataset | undefined> {
    const row = await this.#parts.store
      .selectFrom('datasets')
      .innerJoin('runs', 'runs.id', 'datasets.run_id')
      .selectAll('datasets')
      .where('datasets.account', '=', account)
      .where('datasets.app', '=', app)
      .where('datasets.flow', '=', flow)
      .where('input_digest', '=', inputDigest)
      .where('proven', '=', 1)
      // A process may have died between its rows and its answer.
      .where('runs.state', '=', 'done')
      .where('datasets.created_at', '<=', createdAt)
      .where('run_id', '!=', runId)
      .orderBy('datasets.created_at', 'desc')
      .executeTakeFirst();
    return row && toDataset(row);
  }

  /** @throws NotFound when the run answered no list, or its rows are past their time or on another host. */
  async *rows({ runId, field, isLarge }: Dataset): AsyncGenerator<Row> {
    if (isLarge) {
      for await (const row of readRows(this.#fileHere(runId))) yield this.#scrub(row);
      return;
    }
    const run = await this.#parts.store
      .selectFrom('runs')
      .select('output')
      .where('id', '=', runId)
      .executeTakeFirst();
    const output = JSON.parse(run?.output ?? '{}') as Record<string, Row[]>;
    if (!output[field]) throw new NotFound(`The rows of ${runId} are not kept any longer.`);
    for (const row of output[field]) yield this.#scrub(row);
  }

  /**
   * Some of the rows, from a cursor on.
   *
   * @throws InvalidInput for a cursor or a column that it does not have, NotFound as for `rows`.
   */
  async page(dataset: Dataset, wanted: Wanted = {}): Promise<RowsPage> {
    const place = placeOf(wanted.cursor);
    const following = dataset.isLarge
      ? readFrom(this.#fileHere(dataset.runId), place)
      : placed(this.rows(dataset), place);
    // Once more on the way out: a secret may have become known since they were written.
    const { rows, ...more } = await takePage(following, wanted, dataset.certificate);
    return { rows: rows.map(this.#scrub), ...more };
  }

  /**
   * What has changed in a list since another of the same columns. Can be gone through more than once.
   *
   * @throws InvalidInput for a list whose flow names no key.
   */
  changes(dataset: Dataset, since: Dataset): () => AsyncGenerator<Change> {
    const { key } = dataset.certificate;
    if (!key || !since.certificate.key)
      throw new InvalidInput(
        `Rows of ${dataset.flow} cannot be told apart: the flow names no key, or it came twice.`,
      );
    return () =>
      changesBetween(
        () => this.rows(since),
        () => this.rows(dataset),
        key,
      );
  }

  /** Whether this host has the rows. */
  holds({ runId, isLarge }: Dataset): boolean {
    return !isLarge || existsSync(this.#file(runId));
  }

  /** Of a large list: one line a row, canonical JSON. */
  #file(runId: string): string {
    return join(this.#parts.folder, `${runId}.jsonl`);
  }

  /** Removes what is too old, and what a dead process left. A failure is logged, never thrown. */
  async prune({ keepDays }: { keepDays: number }): Promise<void> {
    const { store, folder, log } = this.#parts;
    try {
      const oldest = Date.now() - keepDays * 86_400_000;
      await store.deleteFrom('datasets').where('created_at', '<', oldest).execute();
      for (const name of await readdir(folder).catch(() => [])) {
        const runId = name.slice(0, name.indexOf('.'));
        const isNeeded = await store
          .selectFrom('datasets')
          .select('run_id')
          .where('run_id', '=', runId)
          .unionAll(
            store
              .selectFrom('runs')
              .select('id as run_id')
              .where('id', '=', runId)
              .where('state', 'in', ['queued', 'running', 'needs_human']),
          )
          .executeTakeFirst();
        if (!isNeeded) await rm(join(folder, name), { force: true });
      }
    } catch (error) {
      log.warn({ err: error }, 'old datasets could not be removed');
    }
  }

  #fileHere(runId: string): string {
    const file = this.#file(runId);
    if (existsSync(file)) return file;
    throw new NotFound(`The file with the rows of ${runId} is not on this host.`, {
      hint: 'The host that made the run has it, for some days: ask there, or let the hosts share the folder "files".',
    });
  }

  /** The rows and what is said of them are in their places together. */
  async #keep(run: DatasetRun, field: string, certificate: Certificate, spool: Spool): Promise<void> {
    const row = {
      account: run.account.name,
      app: run.flow.app.name,
      flow: run.flow.name,
      input_digest: digestOf(run.input),
      field,
      certificate: JSON.stringify(certificate),
      proven: certificate.proven ? 1 : 0,
      bytes: spool.isLarge ? spool.tally.bytes : 0,
      created_at: Date.now(),
    };
    await this.#parts.store.transaction().execute(async (tx) => {
      // Until the end of the transaction nobody takes the run over.
      const { numUpdatedRows } = await tx
        .updateTable('runs')
        .set({ id: run.id })
        .where('id', '=', run.id)
        .where('owner', '=', this.#parts.process.id)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new Interrupted();
      await spool.keep();
      await tx
        .insertInto('datasets')
        .values({ run_id: run.id, ...row })
        .onConflict((conflict) => conflict.column('run_id').doUpdateSet(row))
        .execute();
    });
  }
}

/** Rows of an answer, by their number. */
async function* placed(rows: AsyncIterable<Row>, place: number): AsyncGenerator<PlacedRow> {
  let next = 0;
  for await (const row of rows) {
    next += 1;
    if (next > place) yield { row, next };
  }
}

/** The fields in the order of the schema, whoever put them in. */
function inOrder({ output }: FlowDefinition, value: Row): Row {
  const names = Object.keys(output.shape).filter((name) => name in value);
  return Object.fromEntries(
    [...new Set([...names, ...Object.keys(value)])].map((name) => [name, value[name]]),
  );
}
