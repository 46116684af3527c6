import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
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

/** The tools for what a run has answered: nothing here touches an application. */
export function registerRowsTools(
  server: McpServer,
  datasets: Pick<Datasets, 'of' | 'page'>,
  log: Log,
): void {
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
        const dataset = await datasets.of(run_id);
        if (!dataset) throw noList(run_id);
        const page = await datasets.page(dataset, wanted);
        return toResult({ ...page, total: dataset.certificate.rows });
      }),
  );
}

const noList = (runId: string) =>
  new NotFound(`The run "${runId.slice(0, 40)}" has answered no list.`, {
    hint: 'get_run tells whether it has ended; lists are kept for some days.',
  });
