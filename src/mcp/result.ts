import type { CallToolResult, InputRequiredResult } from '@modelcontextprotocol/server';
import { toSidedoorError } from '../failure.ts';
import { toErrorRecord } from '../errors.ts';
import type { ErrorRecord } from '../errors.ts';
import type { Log } from '../log.ts';

/** Key of the machine-readable error in a result's `_meta`. */
const errorKey = 'sidedoor/error';

/** Some hosts pass on only the structured half of a result, others only the text: both are complete. */
export function toResult(value: Record<string, unknown>): CallToolResult {
  return { structuredContent: value, content: [{ type: 'text', text: JSON.stringify(value) }] };
}

/**
 * An error a model can act on. It goes into the text and `_meta`: clients of the 2025 protocol reject structured content
 * that does not fit the output schema, even beside `isError` (measured).
 */
export function toErrorResult(error: ErrorRecord, runId?: string, evidence: string[] = []): CallToolResult {
  const lines = [
    `${error.code}${error.step ? ` in the step "${error.step}"` : ''}: ${error.message}`,
    `What to do: ${error.hint}`,
    ...(runId ? [`run_id: ${runId}`] : []),
  ];
  return {
    isError: true,
    content: [
      { type: 'text', text: lines.join('\n') },
      ...evidence.map((uri) => ({
        type: 'resource_link' as const,
        uri,
        name: uri.slice(uri.lastIndexOf('/') + 1),
      })),
    ],
    _meta: { [errorKey]: { ...error, ...(runId && { run_id: runId }) } },
  };
}

/** A text of its own beside the answer: no output schema has a place for what is told once. */
export function withNotice(answer: CallToolResult, notice: string | undefined): CallToolResult {
  if (notice === undefined) return answer;
  const text = `First use of this account. Tell the user, this once:\n${notice}`;
  return { ...answer, content: [...answer.content, { type: 'text', text }] };
}

/** Of a flow that its canary says does not work: what the answer is to be taken with. */
export function withWarning(answer: CallToolResult, warning: string | undefined): CallToolResult {
  if (warning === undefined) return answer;
  return { ...answer, content: [...answer.content, { type: 'text', text: warning }] };
}

/** Answers a call; nothing that is thrown reaches the SDK, which would pass its text on. */
export async function answering<Answer extends CallToolResult | InputRequiredResult>(
  log: Log,
  work: () => Promise<Answer>,
): Promise<Answer | CallToolResult> {
  try {
    return await work();
  } catch (error) {
    const failure = toSidedoorError(error);
    if (failure.code === 'FLOW_DEFECT') log.error({ err: error }, 'a call failed');
    return toErrorResult(toErrorRecord(failure));
  }
}
