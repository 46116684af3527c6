import type { Change } from '../dataset/changes.ts';
import type { Row } from '../dataset/tally.ts';
import type { ResolvePlace } from '../secrets/places.ts';
import type { Delivered, Delivery } from './delivery.ts';
import { toSink } from './to-sink.ts';

/**
 * Delivers what has changed as a file of its own (.csv, .jsonl, .parquet): the row as it is, `change` before it and, of a
 * changed row, what its columns held `before`.
 */
export async function deliverChanges(
  target: string,
  delivery: Delivery,
  changes: () => AsyncIterable<Change>,
  resolve: ResolvePlace,
): Promise<Delivered> {
  let rows = 0;
  const sink = await toSink(target, { table: `${delivery.field}_changes`, isRaw: false, resolve });
  const delivered = await sink({
    ...delivery,
    columns: [{ name: 'change', type: 'text' }, ...delivery.columns, { name: 'before', type: 'json' }],
    rows: async function* () {
      rows = 0;
      for await (const { change, row, before } of changes()) {
        rows += 1;
        yield { ...row, change, before: before ?? null } satisfies Row;
      }
    },
  });
  return { ...delivered, rows };
}
