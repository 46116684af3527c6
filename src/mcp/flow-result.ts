import type { CallToolResult } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { FlowDefinition } from '../flow/define-flow.ts';
import type { Age } from '../fresh/age.ts';
import type { RunReport } from '../runs.ts';
import type { Preview } from '../write/order.ts';
import { toNeeds } from './ask-person.ts';
import { evidenceUris } from './evidence-resource.ts';
import type { Held } from './large-result.ts';
import { toErrorResult, toResult } from './result.ts';

/** A list of tools says it once for each tool, so in short: what `needs` holds stands in full with get_run. */
const common = {
  run_id: z.string(),
  account: z.string(),
  needs: z.looseObject({}).optional(),
};

/** What a write would do. Nothing was written. */
const preview = z
  .looseObject({ preview_token: z.string() })
  .describe('Show it to the user; if they agree, call again with its preview_token');

export function flowResultSchema({ effect, output }: FlowDefinition): z.ZodObject {
  const result = output.optional();
  if (effect === 'read') {
    const status = z.enum(['done', 'running', 'needs_human']);
    const next_cursor = z.string().optional().describe('There are more rows: get_rows');
    const more = Object.values(output.shape).some((field) => field instanceof z.ZodArray)
      ? { next_cursor }
      : {};
    return z.object({
      status: status.describe('unless done: call get_run with run_id'),
      ...common,
      as_of: z.string().optional(),
      digest: z.string().optional(),
      refresh_run_id: z.string().optional(),
      ...more,
      result,
    });
  }
  return z.object({
    status: z
      .enum(['done', 'running', 'needs_human', 'preview'])
      .describe('done: written once; preview: nothing written; otherwise call get_run with run_id'),
    ...common,
    preview: preview.optional(),
    repeated: z.boolean().optional().describe('An earlier call wrote it; nothing was written again'),
    result,
  });
}

/** What of a call its answer depends on, besides the run. */
interface Called {
  isRepeated: boolean;
  /** Of a call that asks for it. */
  age?: Partial<Age>;
  /** The run that reads anew meanwhile. */
  refresh?: string | undefined;
}

/** How a run of a flow answers its call. */
export function toFlowResult(
  report: RunReport,
  { isRepeated, age, refresh }: Called,
  { output, links, ...more }: Held,
): CallToolResult {
  const { id, account, state, error, evidence } = report;
  if (error) return toErrorResult(error, id, evidenceUris(id, evidence));
  const common = { run_id: id, account };
  if (state !== 'done') {
    return toResult({ status: report.needs ? 'needs_human' : 'running', ...common, ...toNeeds(report) });
  }
  if (report.isPreview)
    return toResult({ status: 'preview', ...common, preview: toPreview(output as Preview) });
  const repeated = isRepeated && report.effect === 'write' ? { repeated: true } : {};
  const refreshed = refresh === undefined ? {} : { refresh_run_id: refresh };
  const answer = toResult({
    status: 'done',
    ...common,
    ...repeated,
    ...age,
    ...refreshed,
    ...more,
    result: output,
  });
  return { ...answer, content: [...answer.content, ...links] };
}

function toPreview({ preview: values, warnings, preview_token }: Preview) {
  return { values, warnings, preview_token };
}
