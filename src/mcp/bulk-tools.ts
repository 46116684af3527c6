import type { McpServer, ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Bulks } from '../bulk/bulks.ts';
import { isWhole } from '../bulk/bulk-view.ts';
import type { BulkView } from '../bulk/bulk-view.ts';
import { Cancelled, InvalidInput } from '../errors.ts';
import type { RunReport } from '../runs.ts';
import type { Preview } from '../write/order.ts';
import type { PersonAsking } from './ask-person.ts';
import {
  bulkSchema,
  bulkSchemaInShort,
  shownRows,
  toBulkAnswer,
  toBulkResult,
  toUnderstood,
} from './bulk-result.ts';
import type { McpParts } from './create-server.ts';
import { progressTo } from './flow-tool.ts';
import { answering, toErrorResult, withNotice } from './result.ts';
import { parseArguments, shownOnly } from './schema.ts';

export type McpBulks = Pick<Bulks, 'prepare' | 'enter' | 'view' | 'byToken' | 'wait' | 'goOn' | 'stop'>;

/** What one call may carry. */
const mostRows = 1_000;

/** A call to cancel waits so long for the row at hand. Milliseconds. */
const cancelWait = 10_000;

const bulkId = z.strictObject({ bulk_id: z.string().describe('As bulk_write answered it') });

/** Registers the tools that enter many rows, where some flow writes. */
export function registerBulkTools(
  server: McpServer,
  parts: McpParts & { bulks: McpBulks },
  person: PersonAsking,
): void {
  const { bulks, catalog, log, waitLimit } = parts;
  const writing = catalog.flows.filter(({ flow }) => flow.effect === 'write').map(({ tool }) => tool);
  if (writing.length === 0) return;
  const input = z.strictObject({
    tool: z.enum(writing).describe('Which one enters each row'),
    account: z.string().optional().describe('Needed where the tool takes an account'),
    rows: z
      .array(z.record(z.string(), z.unknown()))
      .min(1)
      .max(mostRows)
      .optional()
      .describe("The tool's own arguments, one object for each row"),
    preview: z.boolean().optional().describe('Only fill in each row and show what would be written'),
    preview_token: z.string().max(100).optional().describe('Enter the rows that it came with'),
    again: z.string().min(1).max(60).optional().describe('Any name: the same rows once more on purpose'),
    skip_written: z.boolean().optional().describe('Leave out rows that were written before'),
    stop_on_error: z.boolean().optional().describe('Stop at the first row that is refused'),
  });
  type Input = z.output<typeof input>;

  server.registerTool(
    'bulk_write',
    {
      title: 'Write many rows',
      description:
        'Calls one writing tool for many rows, each written once. Checks all rows first; answers a bulk_id at once. The same rows again are the same bulk.',
      inputSchema: shownOnly(input),
      outputSchema: shownOnly(bulkSchema),
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
    },
    async (args, context) =>
      answering(log, async () => {
        const wanted = parseArguments(input, args);
        const asked = person.answered('bulk_write', context);
        if (asked?.isDeclined) throw declined();
        const token = asked?.about === 'preview' ? asked.token : wanted.preview_token;
        const stopOnError = wanted.stop_on_error ?? false;
        if (token !== undefined) {
          const view = await agreedTo(token, wanted);
          const who = asked ? 'the user of the client' : 'the caller, who was shown the rows';
          const how = asked ? 'elicitation' : 'token';
          const approval = {
            how,
            who: `${who}: bulk of ${view.rows.length} rows (${view.id})`,
            at: Date.now(),
          } as const;
          return begin(view, { approval, stopOnError });
        }
        const view = await prepare(wanted);
        if (!view.wantsApproval || view.isTaken || isWhole(view)) return begin(view, { stopOnError });
        const first = await previewFirst(view);
        if (first?.error) return toErrorResult(first.error, first.id);
        if (person.canConfirm(server, context)) return askToConfirm(view, first, context);
        const shown = first?.output as Preview | undefined;
        return toBulkResult({
          ...toBulkAnswer(view),
          status: 'preview',
          understood: {
            ...toUnderstood(view),
            ...(shown && { first: { values: shown.preview, warnings: shown.warnings } }),
          },
          ...(view.token !== null && { preview_token: view.token }),
        });
      }),
  );

  server.registerTool(
    'get_bulk',
    {
      title: 'Get a bulk',
      description:
        'Waits a while for a bulk and answers as bulk_write does: rows by state, those not written.',
      inputSchema: shownOnly(bulkId),
      outputSchema: shownOnly(bulkSchemaInShort),
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
    async (args, context) =>
      answering(log, async () => {
        const { bulk_id: id } = parseArguments(bulkId, args);
        // One of the command line is for whoever sat there to go on with.
        if ((await bulks.view(id)).source === null) await bulks.goOn(id);
        const tell = progressTo(context);
        const view = await bulks.wait(
          id,
          waitLimit,
          tell && (({ seq, line, message }) => tell({ seq, message: `row ${line}: ${message}` })),
        );
        return toBulkResult(toBulkAnswer(view));
      }),
  );

  server.registerTool(
    'cancel_bulk',
    {
      title: 'Cancel a bulk',
      description: 'Finishes the row at hand and stops. What is written stays written.',
      inputSchema: shownOnly(bulkId),
      outputSchema: shownOnly(bulkSchemaInShort),
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
    },
    async (args) =>
      answering(log, async () => {
        const { bulk_id: id } = parseArguments(bulkId, args);
        await bulks.stop(id);
        return toBulkResult(toBulkAnswer(await bulks.wait(id, cancelWait)));
      }),
  );

  const prepare = ({ tool, account, rows, preview, again, skip_written: skipWritten }: Input) => {
    if (!rows) throw new InvalidInput('rows are missing.', { hint: 'Give rows, or a preview_token.' });
    const given = rows.map((args, index) => ({ line: index + 1, args }));
    const purpose = preview ? 'preview' : 'write';
    return bulks.prepare({ tool, account, rows: given, purpose, again, skipWritten, source: null });
  };

  const agreedTo = async (token: string, { tool, rows }: Input): Promise<BulkView> => {
    const view = await bulks.byToken(token);
    if (view?.tool === tool && (rows === undefined || rows.length === view.rows.length)) return view;
    throw new InvalidInput('There is no such preview_token of these rows.', {
      hint: 'Call with the rows again, and use the token that it answers.',
    });
  };

  /** Answers at once: the rows go on outside of the call. */
  const begin = async (view: BulkView, way: Parameters<McpBulks['enter']>[1]) => {
    if (!view.isTaken) await bulks.enter(view.id, way);
    const answer = toBulkResult(toBulkAnswer(await bulks.view(view.id)));
    return withNotice(answer, await parts.firstNotice?.take(view.account));
  };

  /** Undefined when that takes too long to wait for, or every row is written. */
  const previewFirst = async ({ rows, tool, account }: BulkView): Promise<RunReport | undefined> => {
    const open = rows.find(({ state }) => state !== 'written' && state !== 'already written');
    if (!open) return undefined;
    const args = { ...open.args, account, preview: true, idempotency_key: open.key };
    const report = await parts.runs.wait(await parts.runs.start({ tool, args }), waitLimit);
    return report.state === 'queued' || report.state === 'running' || report.needs ? undefined : report;
  };

  const askToConfirm = (view: BulkView, first: RunReport | undefined, context: ServerContext) => {
    const { rows, totals } = toUnderstood(view);
    const shown = first?.output as Preview | undefined;
    const preview = {
      rows: `${view.rows.length}, with ${view.tool}`,
      ...Object.fromEntries(Object.entries(totals).map(([name, total]) => [`total ${name}`, total])),
      ...Object.fromEntries(rows.map((row, index) => [`row ${index + 1}`, row])),
      ...(view.rows.length > shownRows && { '…': `and ${view.rows.length - shownRows} more` }),
      ...(shown && { 'the form of the first row': shown.preview }),
    };
    const output = { preview, warnings: shown?.warnings ?? [], preview_token: view.token };
    return person.askToConfirm({ account: view.account, output }, 'bulk_write', context);
  };
}

const declined = () =>
  new Cancelled('The user did not agree to the rows. Nothing was written.', {
    hint: 'Do not call again unless the user asks for it.',
  });
