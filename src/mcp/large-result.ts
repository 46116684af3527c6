import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Datasets } from '../dataset/datasets.ts';
import type { RunReport } from '../runs.ts';
import { rowsUris } from './dataset-resource.ts';

/** What of a run's output an answer holds. */
export interface Held {
  output: unknown;
  /** Of a list that is longer than an answer should be. */
  next_cursor?: string;
  links: CallToolResult['content'];
}

/** Of a large list its first page: the other pages, and the whole as a file, are asked for. */
export async function held(report: RunReport, datasets: Pick<Datasets, 'of' | 'page'>): Promise<Held> {
  const { output } = report;
  const dataset = report.state === 'done' && !report.isPreview ? await datasets.of(report.id) : undefined;
  if (!dataset?.isLarge) return { output, links: [] };
  const { rows, ...more } = await datasets.page(dataset);
  const links = rowsUris(report.id).map((uri) => ({
    type: 'resource_link' as const,
    uri,
    name: uri.slice(uri.lastIndexOf('/') + 1),
    description: `All ${dataset.certificate.rows} rows`,
  }));
  return { output: { [dataset.field]: rows, ...without(output, dataset.field) }, ...more, links };
}

function without(output: unknown, field: string): object {
  return Object.fromEntries(Object.entries(output as object).filter(([name]) => name !== field));
}
