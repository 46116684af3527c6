import type { CallToolResult } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { isWhole } from '../bulk/bulk-view.ts';
import type { BulkView } from '../bulk/bulk-view.ts';
import { totalsOf } from '../bulk/totals.ts';
import { needs } from './ask-person.ts';
import { loginCommand } from '../hand-off/needs.ts';
import { toResult } from './result.ts';

/** What a context can afford; the result file has all. */
export const shownRows = 20;

const row = z.object({
  line: z.int().describe('Number of the row, from 1'),
  state: z.string(),
  run_id: z.string().nullable(),
  message: z.string(),
});

export const bulkSchema = z.object({
  status: z
    .enum(['preview', 'running', 'stopped', 'ended'])
    .describe(
      'preview: nothing entered yet; running: call get_bulk; stopped: see reason; ended: all rows tried',
    ),
  bulk_id: z.string(),
  tool: z.string(),
  account: z.string(),
  rows: z.int(),
  counts: z.record(z.string(), z.int()).describe('Rows by state'),
  complete: z.boolean().describe('Every row is written (or previewed)'),
  reason: z.string().optional().describe('Why it stopped; bulk_write with the same rows goes on'),
  not_written: z.array(row).describe(`Rows that came to something else, ${shownRows} at most`),
  result_file: z.string().describe('CSV on the machine of the server, a line for each row'),
  needs: needs.optional(),
  understood: z
    .object({
      rows: z
        .array(z.record(z.string(), z.unknown()))
        .describe(`As they will be entered, the first ${shownRows}`),
      totals: z.record(z.string(), z.string()).describe('Sums of amounts, all rows'),
      first: z
        .object({ values: z.record(z.string(), z.unknown()), warnings: z.array(z.string()) })
        .optional()
        .describe('As the form shows the first row'),
    })
    .optional(),
  preview_token: z
    .string()
    .optional()
    .describe('Show the rows to the user; if they agree, call bulk_write with it and without rows'),
});

/** The same for the tools that ask later, without the words: every tool's schema is paid for in every context. */
export const bulkSchemaInShort = z.looseObject({ status: bulkSchema.shape.status, bulk_id: z.string() });

export type BulkAnswer = z.output<typeof bulkSchema>;

/** How a bulk answers a call. */
export function toBulkAnswer(view: BulkView): BulkAnswer {
  const { id, tool, account, rows, counts, resultFile } = view;
  const isOver = (state: string) =>
    state !== 'not tried' && state !== 'written' && state !== 'already written';
  const others = rows.filter(({ state }) => isOver(state) && state !== 'previewed');
  return {
    ...standing(view),
    bulk_id: id,
    tool,
    account,
    rows: rows.length,
    counts: Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    complete: isWhole(view),
    not_written: others
      .slice(0, shownRows)
      .map(({ line, state, runId, message }) => ({ line, state, run_id: runId, message })),
    result_file: resultFile,
    ...toNeeds(view),
  };
}

/** What was asked for, before anybody has agreed to it. */
export function toUnderstood({ rows }: BulkView): NonNullable<BulkAnswer['understood']> {
  const open = rows.filter(({ state }) => state !== 'written' && state !== 'already written');
  return {
    rows: open.slice(0, shownRows).map(({ args }) => args),
    totals: totalsOf(open.map(({ args }) => args)),
  };
}

export const toBulkResult = (answer: BulkAnswer): CallToolResult => toResult(answer);

function standing({ state, reason, isTaken, source }: BulkView): Pick<BulkAnswer, 'status' | 'reason'> {
  if (state === 'ready') return { status: 'preview' };
  if (state === 'running') {
    if (isTaken) return { status: 'running' };
    const how = source === null ? 'bulk_write with the same rows' : `sidedoor bulk with ${source}`;
    return { status: 'stopped', reason: `Its process ended; ${how} goes on with it.` };
  }
  return { status: state, ...(reason !== null && { reason }) };
}

function toNeeds({ needs: wanted }: BulkView): Pick<BulkAnswer, 'needs'> {
  if (!wanted) return {};
  const { what, url, until, account } = wanted;
  const where = `${url} on the machine that Sidedoor runs on, or there in a terminal: ${loginCommand(account)}`;
  return { needs: { what, where, until: new Date(until).toISOString() } };
}
