import type { Sidedoor } from '../../compose.ts';
import type { Certificate } from '../../dataset/certificate.ts';
import { countChanges } from '../../dataset/changes.ts';
import type { ChangeCounts } from '../../dataset/changes.ts';
import type { Dataset } from '../../dataset/datasets.ts';
import type { RunReport } from '../../runs.ts';
import { deliverChanges } from '../../sinks/changes-file.ts';
import { columnsOf } from '../../sinks/delivery.ts';
import type { Delivered, Delivery } from '../../sinks/delivery.ts';
import { toSink } from '../../sinks/to-sink.ts';
import type { ExtractOptions } from '../extract.ts';

/** What an extraction came to. */
export interface Outcome {
  run_id: string;
  complete: Certificate;
  delivered: Delivered[];
  /** Since the last complete run of the same input, where there is one and the list has a key. */
  changes?: ChangeCounts & { since: string };
  /** Why nothing was delivered. */
  held?: string;
}

export function toDelivery(
  { datasets }: Sidedoor,
  dataset: Dataset,
  { input }: RunReport,
  tool: string,
): Delivery {
  const { runId, account, field, certificate } = dataset;
  const columns = columnsOf(certificate);
  return { runId, tool, account, input, field, certificate, columns, rows: () => datasets.rows(dataset) };
}

/** Why a list is held back; undefined for one that is whole. */
export function assertWhole({ certificate: { proven, because } }: Dataset): string | undefined {
  return proven
    ? undefined
    : `The list is not proven complete: ${because}. --partial delivers it all the same.`;
}

/** Delivers to each target in its turn. With a limit on vanished rows that comes first, before anything is written. */
export async function deliver(
  engine: Sidedoor,
  dataset: Dataset,
  delivery: Delivery,
  outcome: Outcome,
  { to, table = dataset.field, changes: changesFile, maxVanished, raw = false }: ExtractOptions,
): Promise<Outcome> {
  const { datasets } = engine;
  const resolve = resolver(engine);
  const wantsChanges = changesFile !== undefined || maxVanished !== undefined;
  const since = wantsChanges ? await datasets.lastWhole(dataset) : undefined;
  const changes = since && datasets.changes(dataset, since);
  const counts = changes && { ...(await countChanges(changes())), since: since.runId };
  const known = { ...outcome, ...(counts && { changes: counts }) };
  if (counts && maxVanished !== undefined && counts.vanished > (since.certificate.rows * maxVanished) / 100) {
    const of = `${counts.vanished} of ${since.certificate.rows} rows`;
    return { ...known, held: `${of} have vanished since ${since.runId}, more than ${maxVanished} %.` };
  }
  const delivered: Delivered[] = [];
  for (const target of to) {
    const sink = await toSink(target, { table, isRaw: raw, resolve });
    delivered.push(await sink(delivery));
  }
  if (changesFile !== undefined)
    delivered.push(await deliverChanges(changesFile, delivery, changes ?? noChanges, resolve));
  return { ...known, delivered };
}

/** What a reference holds may be an address with a password, which no artefact shall have. */
function resolver({ references, secrets }: Sidedoor) {
  return async (reference: string): Promise<string> => {
    const place = await references.resolve(reference);
    if (URL.canParse(place)) secrets.addPassword(decodeURIComponent(new URL(place).password));
    return place;
  };
}

/** Of a first run everything is as it always was. */
async function* noChanges() {}
