import type { McpServer, ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { accountsOf } from '../choose-account.ts';
import { Cancelled } from '../errors.ts';
import { ageOf } from '../fresh/age.ts';
import { asksForAge } from '../fresh/wish.ts';
import type { freshFields } from '../fresh/wish.ts';
import { describeFlow } from '../flow/standing.ts';
import type { wishFields } from '../write/wish.ts';
import type { LoadedFlow } from '../flow/load-flows.ts';
import type { Progress } from '../live-run.ts';
import type { PersonAsking } from './ask-person.ts';
import type { McpParts } from './create-server.ts';
import { held } from './large-result.ts';
import { flowResultSchema, toFlowResult } from './flow-result.ts';
import { answering, withNotice, withWarning } from './result.ts';
import { shownOnly } from './schema.ts';
import { watched } from './watched.ts';

/** Serves one flow as one tool: waits for its run for a while, then answers with a handle. */
export function registerFlowTool(
  server: McpServer,
  loaded: LoadedFlow,
  parts: McpParts,
  person: PersonAsking,
): void {
  const { flow, tool } = loaded;
  const { runs, datasets, waitLimit, log, firstNotice, canaries } = parts;
  server.registerTool(
    tool,
    {
      title: flow.title,
      description: describeFlow(flow),
      inputSchema: shownOnly(inputSchema(loaded, parts)),
      outputSchema: shownOnly(flowResultSchema(flow)),
      annotations: {
        readOnlyHint: flow.effect === 'read',
        destructiveHint: flow.effect === 'write',
        // The same arguments again answer what the first call wrote.
        idempotentHint: true,
        openWorldHint: true,
      },
    },
    (args, context) =>
      watched(parts.telemetry, tool, context, (origin) =>
        answering(log, async () => {
          const called = Date.now();
          const asked = person.answered(tool, context);
          if (asked?.isDeclined && asked.about === 'preview') throw declined();
          const approved = asked?.about === 'preview' && {
            args: { ...args, preview_token: asked.token },
            approval: byUser(),
          };
          const parked = asked?.about === 'parked' ? asked.run : undefined;
          const part = await runs.attend({ tool, args, ...approved, origin }, parked);
          if (asked?.isDeclined) await part.leave();
          // A caller who hangs up while it waits calls the run off; one who has his run_id does not.
          const stop = () =>
            void part.leave().catch((error: unknown) => log.warn({ err: error }, 'cancel failed'));
          const { signal } = context.mcpReq;
          if (signal.aborted) stop();
          signal.addEventListener('abort', stop, { once: true });
          const report = await part
            .wait(waitLimit, progressTo(context))
            .finally(() => signal.removeEventListener('abort', stop));
          if (report.needs && !asked && person.canOpen(server, context))
            return person.askToOpen(report.needs, { run: report.id, tool }, context);
          const wantsApproval = report.isPreview && report.state === 'done' && args['preview'] !== true;
          if (wantsApproval && !asked && person.canConfirm(server, context))
            return person.askToConfirm(report, tool, context);
          const isRepeated = report.createdAt < called && !asked;
          const age = asksForAge(args) && { age: ageOf(report), refresh: part.refresh };
          const answer = toFlowResult(report, { isRepeated, ...age }, await held(report, datasets));
          const warned = withWarning(
            answer,
            await canaries?.warning(tool, report.account).catch(() => undefined),
          );
          return withNotice(warned, await firstNotice?.take(report.account));
        }),
      ),
  );
}

/** What `wishFields` say at length: the server's instructions say it once for all writing tools. */
const wishesInShort = {
  preview: z.boolean().optional(),
  preview_token: z.string().optional(),
  idempotency_key: z.string().optional(),
} satisfies Record<keyof typeof wishFields, z.ZodType>;

/** What `freshFields` say: the server's instructions say it once for all reading tools. */
const freshInShort = {
  max_age: z.int().optional(),
  allow_stale: z.boolean().optional(),
} satisfies Record<keyof typeof freshFields, z.ZodType>;

/** The flow's own input, and which account where there is a choice. */
function inputSchema(loaded: LoadedFlow, { accounts }: Pick<McpParts, 'accounts'>): z.ZodObject {
  const { flow } = loaded;
  const names = accountsOf(loaded, accounts).map(({ name }) => name);
  return flow.input
    .extend(names.length < 2 ? {} : { account: z.enum(names).describe('Which login to use') })
    .extend(flow.effect === 'write' ? wishesInShort : freshInShort)
    .strict();
}

const byUser = () => ({ how: 'elicitation', who: 'the user of the client', at: Date.now() }) as const;

const declined = () =>
  new Cancelled('The user did not agree to what the preview showed. Nothing was written.', {
    hint: 'Do not call again unless the user asks for it.',
  });

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
