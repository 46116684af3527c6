import type { Certificate } from './dataset/certificate.ts';
import { countChanges } from './dataset/changes.ts';
import type { ChangeCounts } from './dataset/changes.ts';
import type { Dataset } from './dataset/dataset.ts';
import type { Datasets } from './dataset/datasets.ts';
import type { RunReport } from './runs.ts';
import type { ResolvePlace } from './secrets/places.ts';
import { deliverChanges } from './sinks/changes-file.ts';
import { columnsOf } from './sinks/delivery.ts';
import type { Delivered, Delivery } from './sinks/delivery.ts';
import { toSink } from './sinks/to-sink.ts';

/** What an extraction came to. */
export interface Outcome {
  run_id: string;
  complete: Certificate;
  delivered: Delivered[];
  /** Since the list that it is held against, where there is one and the list has a key. */
  changes?: ChangeCounts & { since: string };
  /** Why nothing was delivered. */
  held?: string;
}

export interface DeliverOptions {
  /** Where to, each as `toSink` reads it. */
  to: string[];
  /** Of a database; else as the list is called. */
  table?: string | undefined;
  /** Also what has changed. */
  changes?: string | undefined;
  /** Percent of the rows that may have vanished. */
  maxVanished?: number | undefined;
  raw?: boolean | undefined;
  /** Also a list that is not proven complete. */
  partial?: boolean | undefined;
}

/** A list and what it is held against. */
export interface Wanted {
  dataset: Dataset;
  report: Pick<RunReport, 'id' | 'input'>;
  tool: string;
  /** Asked only where changes matter. */
  since: () => Promise<Dataset | undefined>;
}

export interface DeliverParts {
  datasets: Pick<Datasets, 'rows' | 'changes'>;
  resolve: ResolvePlace;
}

/** Delivers to each target in its turn, and nothing unless all of it may be: what holds it back comes first. */
export async function deliver(
  { datasets, resolve }: DeliverParts,
  { dataset, report, tool, since: lookUp }: Wanted,
  { to, table = dataset.field, changes: changesFile, maxVanished, raw = false, partial }: DeliverOptions,
): Promise<Outcome> {
  const { certificate } = dataset;
  const outcome: Outcome = { run_id: report.id, complete: certificate, delivered: [] };
  if (!certificate.proven && !partial)
    return { ...outcome, held: `The list is not proven complete: ${certificate.because}.` };
  const wantsChanges = changesFile !== undefined || maxVanished !== undefined;
  const since = wantsChanges ? await lookUp() : undefined;
  const changes = since && datasets.changes(dataset, since);
  const counts = changes && { ...(await countChanges(changes())), since: since.runId };
  const known = { ...outcome, ...(counts && { changes: counts }) };
  if (counts && maxVanished !== undefined && counts.vanished > (since.certificate.rows * maxVanished) / 100) {
    const of = `${counts.vanished} of ${since.certificate.rows} rows`;
    return { ...known, held: `${of} have vanished since ${since.runId}, more than ${maxVanished} %.` };
  }
  const delivery = toDelivery(datasets, dataset, report, tool);
  const delivered: Delivered[] = [];
  for (const target of to) {
    const sink = await toSink(target, { table, isRaw: raw, resolve });
    delivered.push(await sink(delivery));
  }
  if (changesFile !== undefined)
    delivered.push(await deliverChanges(changesFile, delivery, changes ?? noChanges, resolve));
  return { ...known, delivered };
}

function toDelivery(
  datasets: Pick<Datasets, 'rows'>,
  dataset: Dataset,
  { input }: Wanted['report'],
  tool: string,
): Delivery {
  const { runId, account, field, certificate } = dataset;
  const columns = columnsOf(certificate);
  return { runId, tool, account, input, field, certificate, columns, rows: () => datasets.rows(dataset) };
}

/** Of a first run everything is as it always was. */
async function* noChanges() {}
