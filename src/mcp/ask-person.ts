import { randomBytes } from 'node:crypto';
import {
  CLIENT_CAPABILITIES_META_KEY,
  createRequestStateCodec,
  inputRequired,
  inputResponse,
} from '@modelcontextprotocol/server';
import type { ClientCapabilities, McpServer, ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { loginCommand } from '../hand-off/needs.ts';
import type { RunReport } from '../runs.ts';
import type { Preview } from '../write/order.ts';

/** What a parked run wants of a person, as tools answer it. */
export const needs = z.object({
  what: z.string(),
  where: z.string().describe('Give it to the user; only a person can do this'),
  until: z.string(),
});

export function toNeeds({ account, needs: wanted }: RunReport): { needs?: z.output<typeof needs> } {
  if (!wanted) return {};
  const { what, url, until } = wanted;
  const where = `${url} on the machine that Sidedoor runs on, or there in a terminal: ${loginCommand(account)}`;
  return { needs: { what, where, until: new Date(until).toISOString() } };
}

/** What a client's next call is the answer to, once its user has seen it. */
type Asked = { tool: string } & ({ about: 'parked'; run: string } | { about: 'preview'; token: string });

const key = 'person';

/**
 * Asks a person through clients that can. For a code, or whatever a sign-in wants, only by an address to open (URL
 * elicitation): what a form brings goes through the client and the model. For a yes to a preview, by a form.
 */
export function createPersonAsking() {
  const codec = createRequestStateCodec<Asked>({
    key: randomBytes(32),
    // As long as a config may have a run wait for a person.
    ttlSeconds: 7_200,
    bind: ({ http, mcpReq }) => JSON.stringify([mcpReq.method, http?.authInfo?.clientId ?? null]),
  });
  const ask = async (
    request: ReturnType<typeof inputRequired.elicit>,
    asked: Asked,
    context: ServerContext,
  ) => inputRequired({ inputRequests: { [key]: request }, requestState: await codec.mint(asked, context) });

  return {
    verify: (state: string, context: ServerContext) => codec.verify(state, context),

    /** Whether the client of this request opens addresses for its user. */
    canOpen: (server: McpServer, context: ServerContext) => elicitation(server, context)?.url !== undefined,

    /** Whether it shows forms. An empty `elicitation` means forms only. */
    canConfirm(server: McpServer, context: ServerContext): boolean {
      const declared = elicitation(server, context);
      return declared !== undefined && (declared.form !== undefined || declared.url === undefined);
    },

    async askToOpen(
      wanted: { what: string; url: string },
      call: { run: string; tool: string },
      context: ServerContext,
    ) {
      const message = `${wanted.what} Open this page to go on; it is on your own machine.`;
      return ask(
        inputRequired.elicitUrl({ message, url: wanted.url }),
        { about: 'parked', ...call },
        context,
      );
    },

    /** Shows a preview and asks whether to write it. */
    async askToConfirm(
      { account, output }: Pick<RunReport, 'account' | 'output'>,
      tool: string,
      context: ServerContext,
    ) {
      const { preview, warnings, preview_token: token } = output as Preview;
      const lines = Object.entries(preview).map(([name, value]) => `${name}: ${shown(value)}`);
      const message = [
        `Write this in "${account}"?`,
        ...lines,
        ...warnings.map((text) => `Warning: ${text}`),
      ].join('\n');
      const requestedSchema = { type: 'object', properties: {} } as const;
      return ask(
        inputRequired.elicit({ message, requestedSchema }),
        { about: 'preview', tool, token },
        context,
      );
    },

    /** What came of asking; undefined when this call is no answer. */
    answered(tool: string, { mcpReq }: ServerContext) {
      const asked = mcpReq.requestState<Asked>();
      if (asked?.tool !== tool) return undefined;
      const answer = inputResponse(mcpReq.inputResponses, key);
      const isAgreed = answer.kind === 'elicit' && answer.action === 'accept';
      const isDeclined = answer.kind === 'elicit' && answer.action === 'decline';
      // Who closes the window on a parked run may still come back to it; who does not say yes to a preview says no.
      return { ...asked, isDeclined: asked.about === 'preview' ? !isAgreed : isDeclined };
    },
  };
}

function elicitation(server: McpServer, { mcpReq }: ServerContext): ClientCapabilities['elicitation'] {
  const envelope = mcpReq.envelope as Record<string, unknown> | undefined;
  const declared = envelope?.[CLIENT_CAPABILITIES_META_KEY] as ClientCapabilities | undefined;
  return (declared ?? server.server.getClientCapabilities())?.elicitation;
}

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

export type PersonAsking = ReturnType<typeof createPersonAsking>;
