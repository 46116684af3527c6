import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { RunRecord } from '../journal/run-record.ts';
import type { RunReport } from '../runs.ts';
import type { McpParts } from './create-server.ts';
import { needs, toNeeds } from './ask-person.ts';
import { held } from './large-result.ts';
import type { Held } from './large-result.ts';
import { evidenceUris } from './evidence-resource.ts';
import { progressTo } from './flow-tool.ts';
import { answering, toResult } from './result.ts';
import { parseArguments, shownOnly } from './schema.ts';

const runId = z.object({ run_id: z.string().describe('As a tool answered it') });

const states = z.enum(['queued', 'running', 'needs_human', 'done', 'failed', 'cancelled', 'interrupted']);

const oneRun = z.object({
  run_id: z.string(),
  status: states,
  tool: z.string(),
  account: z.string(),
  started_at: z.string().nullable().describe('ISO time'),
  error: z
    .object({ code: z.string(), message: z.string(), hint: z.string(), step: z.string().optional() })
    .optional(),
});

const wholeRun = oneRun.extend({
  needs: needs.optional(),
  result: z.record(z.string(), z.unknown()).optional().describe('As the tool itself would have answered it'),
  next_cursor: z.string().optional(),
  steps: z.array(z.object({ title: z.string(), ms: z.number().nullable() })),
  evidence: z.array(z.string()).describe('Resource addresses'),
});

/** The same as get_run answers, where a list of tools need not say it twice. */
const runInShort = z.looseObject({ run_id: z.string(), status: states });

const listInput = z.strictObject({
  account: z.string().optional().describe('Only runs of this account'),
  limit: z.int().min(1).max(100).default(20).describe('At most this many'),
});

/** The tools of the engine itself: what to do with a run_id. */
export function registerRunTools(server: McpServer, { runs, datasets, waitLimit, log }: McpParts): void {
  const answer = async (report: RunReport) => toWholeRun(report, await held(report, datasets));
  server.registerTool(
    'get_run',
    {
      title: 'Get a run',
      description:
        'Waits for a run and answers its status, result, steps and evidence. Runs stay readable for days.',
      inputSchema: shownOnly(runId),
      outputSchema: shownOnly(wholeRun),
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
    async (args, context) =>
      answering(log, async () => {
        const { run_id } = parseArguments(runId.strict(), args);
        return toResult(await answer(await runs.wait(run_id, waitLimit, progressTo(context))));
      }),
  );

  server.registerTool(
    'cancel_run',
    {
      title: 'Cancel a run',
      description:
        'Calls off a queued or running run and answers how it ended. Goes on if another call waits for it too.',
      inputSchema: shownOnly(runId),
      outputSchema: shownOnly(runInShort),
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
    },
    async (args) =>
      answering(log, async () => {
        const { run_id } = parseArguments(runId.strict(), args);
        return toResult(await answer(await runs.leave(run_id)));
      }),
  );

  server.registerTool(
    'list_runs',
    {
      title: 'List recent runs',
      description: 'Lists recent runs, newest first, without their results.',
      inputSchema: shownOnly(listInput),
      outputSchema: shownOnly(z.object({ runs: z.array(runInShort) })),
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
    async (args) =>
      answering(log, async () => {
        const { limit, account } = parseArguments(listInput, args);
        return toResult({ runs: (await runs.list(limit, account)).map(toOneRun) });
      }),
  );
}

function toOneRun({ id, state, app, flow, account, startedAt, error }: RunRecord): z.output<typeof oneRun> {
  return {
    run_id: id,
    status: state,
    tool: `${app.replaceAll('-', '_')}_${flow}`,
    account,
    started_at: startedAt === null ? null : new Date(startedAt).toISOString(),
    ...(error && { error }),
  };
}

function toWholeRun(report: RunReport, { output, next_cursor }: Held): z.output<typeof wholeRun> {
  return {
    ...toOneRun(report),
    ...toNeeds(report),
    ...(output === undefined ? {} : { result: output as Record<string, unknown> }),
    ...(next_cursor !== undefined && { next_cursor }),
    steps: report.steps.map(({ title, ms }) => ({ title, ms })),
    evidence: evidenceUris(report.id, report.evidence),
  };
}
