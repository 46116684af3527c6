import type { McpServer, ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { LoadedFlow } from '../flow/load-flows.ts';
import type { Progress } from '../runs.ts';
import { needs, toNeeds } from './ask-person.ts';
import type { PersonAsking } from './ask-person.ts';
import type { McpParts } from './create-server.ts';
import { evidenceUris } from './evidence-resource.ts';
import { answering, toErrorResult, toResult } from './result.ts';
import { shownOnly } from './schema.ts';

/** Serves one flow as one tool: waits for its run for a while, then answers with a handle. */
export function registerFlowTool(
  server: McpServer,
  loaded: LoadedFlow,
  parts: McpParts,
  person: PersonAsking,
): void {
  const { flow, tool } = loaded;
  const { runs, waitLimit, log } = parts;
  server.registerTool(
    tool,
    {
      title: flow.title,
      description: flow.description,
      inputSchema: shownOnly(inputSchema(loaded, parts)),
      outputSchema: outputSchema(loaded),
      annotations: {
        readOnlyHint: flow.effect === 'read',
        destructiveHint: flow.effect === 'write',
        idempotentHint: flow.effect === 'read',
        openWorldHint: true,
      },
    },
    async (args, context) =>
      answering(log, async () => {
        const asked = person.answered(tool, context);
        const id = asked?.run ?? (await runs.start({ tool, args }));
        if (asked?.isDeclined) await runs.cancel(id);
        // A caller who hangs up while it waits calls the run off; one who has his run_id does not.
        const stop = () =>
          void runs.cancel(id).catch((error: unknown) => log.warn({ err: error }, 'cancel failed'));
        const { signal } = context.mcpReq;
        if (signal.aborted) stop();
        signal.addEventListener('abort', stop, { once: true });
        const report = await runs
          .wait(id, waitLimit, progressTo(context))
          .finally(() => signal.removeEventListener('abort', stop));
        const { account, state, output, error, evidence } = report;
        if (report.needs && !asked && person.isPossible(server, context))
          return person.ask(report.needs, { run: id, tool }, context);
        if (error) return toErrorResult(error, id, evidenceUris(id, evidence));
        if (state === 'done') return toResult({ status: 'done', run_id: id, account, result: output });
        const status = report.needs ? 'needs_human' : 'running';
        return toResult({ status, run_id: id, account, ...toNeeds(report) });
      }),
  );
}

/** The flow's own input, and which account where there is a choice. */
function inputSchema({ flow }: LoadedFlow, { accounts }: Pick<McpParts, 'accounts'>): z.ZodObject {
  const names = [...accounts.values()]
    .filter(({ app }) => app.name === flow.app.name)
    .map(({ name }) => name);
  if (names.length < 2) return flow.input.strict();
  return flow.input.extend({ account: z.enum(names).describe('Which login to use') }).strict();
}

function outputSchema({ flow }: LoadedFlow): z.ZodObject {
  return z.object({
    status: z.enum(['done', 'running', 'needs_human']).describe('unless done: call get_run with run_id'),
    run_id: z.string(),
    account: z.string(),
    needs: needs.optional(),
    result: flow.output.optional(),
  });
}

/** Passes progress on to a client that asked for it. */
export function progressTo(context: ServerContext): ((progress: Progress) => void) | undefined {
  const { _meta, notify } = context.mcpReq;
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return ({ seq, message }) => {
    const params = { progressToken, progress: seq, message };
    // A client that has gone needs no progress.
    notify({ method: 'notifications/progress', params }).catch(() => undefined);
  };
}
