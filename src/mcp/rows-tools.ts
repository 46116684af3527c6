import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { takeChanges } from '../dataset/change-page.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Datasets } from '../dataset/datasets.ts';
import { NotFound } from '../errors.ts';
import type { Log } from '../log.ts';
import { answering, toResult } from './result.ts';
import { parseArguments, shownOnly } from './schema.ts';

const rowsInput = z.strictObject({
  run_id: z.string(),
  cursor: z.string().optional().describe('next_cursor of the page before'),
  limit: z.int().min(1).max(1_000).default(100),
  columns: z.array(z.string()).min(1).optional().describe('Default: all'),
});

const rowsOutput = z.object({
  rows: z.array(z.looseObject({})),
  next_cursor: z.string().optional(),
  total: z.int(),
});

const changesInput = rowsInput.omit({ columns: true }).extend({
  since: z.string().optional().describe('A run_id. Default: the last complete run with the same input'),
});

const changesOutput = z.object({
  since: z.string(),
  added: z.int(),
  changed: z.int(),
  vanished: z.int(),
  changes: z.array(z.looseObject({ change: z.string() })),
  next_cursor: z.string().optional(),
});

type RowsOfRuns = Pick<Datasets, 'of' | 'page' | 'lastWhole' | 'changes'>;

/** The tools for what a run has answered: nothing here touches an application. */
export function registerRowsTools(server: McpServer, datasets: RowsOfRuns, log: Log): void {
  server.registerTool(
    'get_rows',
    {
      title: 'Get rows of a run',
      description: 'Pages through the list that a run answered; does not touch the application.',
      inputSchema: shownOnly(rowsInput),
      outputSchema: shownOnly(rowsOutput),
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
    async (args) =>
      answering(log, async () => {
        const { run_id, ...wanted } = parseArguments(rowsInput, args);
        const dataset = await listOfRun(datasets, run_id);
        const page = await datasets.page(dataset, wanted);
        return toResult({ ...page, total: dataset.certificate.rows });
      }),
  );

  server.registerTool(
    'get_changes',
    {
      title: 'Get what has changed',
      description:
        'Rows that were added, changed or vanished between two runs of one list; does not touch the application.',
      inputSchema: shownOnly(changesInput),
      outputSchema: shownOnly(changesOutput),
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
    async (args) =>
      answering(log, async () => {
        const { run_id, since: other, cursor, limit } = parseArguments(changesInput, args);
        const dataset = await listOfRun(datasets, run_id);
        const since =
          other === undefined ? await datasets.lastWhole(dataset) : await listOfRun(datasets, other);
        if (!since) throw noEarlier(run_id);
        const page = await takeChanges(datasets.changes(dataset, since), { cursor, limit });
        return toResult({ since: since.runId, ...page });
      }),
  );
}

async function listOfRun(datasets: Pick<Datasets, 'of'>, runId: string): Promise<Dataset> {
  const dataset = await datasets.of(runId);
  if (dataset) return dataset;
  throw new NotFound(`The run "${runId.slice(0, 40)}" has answered no list.`, {
    hint: 'get_run tells whether it has ended; lists are kept for some days.',
  });
}

const noEarlier = (runId: string) =>
  new NotFound(`No complete run with the same input was before ${runId}.`, {
    hint: 'Name another run as since, or run the tool again later.',
  });
