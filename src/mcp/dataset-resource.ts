import { ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import type { McpServer } from '@modelcontextprotocol/server';
import type { Dataset } from '../dataset/dataset.ts';
import type { Datasets } from '../dataset/datasets.ts';
import { InvalidInput } from '../errors.ts';
import { toCsv } from '../bulk/to-csv.ts';

const formats = { 'rows.csv': 'text/csv', 'rows.jsonl': 'application/jsonl' } as const;

/** A resource travels as one message: what is larger is for `get_rows`, or for `sidedoor extract`. Characters. */
const longest = 20_000_000;

export function rowsUris(runId: string): string[] {
  return Object.keys(formats).map((name) => `sidedoor://datasets/${runId}/${name}`);
}

/** Serves the lists of runs as files. Not listed: a run's answer names what it has. */
export function registerDatasets(server: McpServer, datasets: Pick<Datasets, 'of' | 'rows'>): void {
  server.registerResource(
    'rows',
    new ResourceTemplate('sidedoor://datasets/{run_id}/{name}', { list: undefined }),
    { title: 'Rows of a run', description: 'A list that is too long for an answer, as CSV or JSONL' },
    async (uri, { run_id, name }) => {
      const dataset = await datasets.of(String(run_id));
      const format = formats[String(name) as keyof typeof formats];
      if (!dataset || format === undefined) throw new ResourceNotFoundError(uri.href);
      const text = await whole(format === 'text/csv' ? csv(dataset, datasets) : jsonl(dataset, datasets));
      return { contents: [{ uri: uri.href, mimeType: format, text }] };
    },
  );
}

async function* csv(dataset: Dataset, datasets: Pick<Datasets, 'rows'>): AsyncGenerator<string> {
  const names = Object.keys(dataset.certificate.columns);
  yield toCsv([names]);
  for await (const row of datasets.rows(dataset)) yield toCsv([names.map((name) => row[name])]).slice(1);
}

async function* jsonl(dataset: Dataset, datasets: Pick<Datasets, 'rows'>): AsyncGenerator<string> {
  for await (const row of datasets.rows(dataset)) yield `${JSON.stringify(row)}\n`;
}

async function whole(lines: AsyncIterable<string>): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  for await (const line of lines) {
    length += line.length;
    if (length > longest)
      throw new InvalidInput('The list is too long to be sent as one file.', {
        hint: 'Page through it with get_rows, or have the user run: sidedoor extract',
      });
    parts.push(line);
  }
  return parts.join('');
}
