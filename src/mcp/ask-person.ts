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

/** The call that a client makes again once it has shown the user the address. */
interface ParkedCall {
  run: string;
  tool: string;
}

const key = 'person';

/**
 * Asks a person through clients that can show an address (URL elicitation). Never by a form: what a form brings goes
 * through the client and the model, where a code has no business.
 */
export function createPersonAsking() {
  const codec = createRequestStateCodec<ParkedCall>({
    key: randomBytes(32),
    // As long as a config may have a run wait for a person.
    ttlSeconds: 7_200,
    bind: ({ http, mcpReq }) => JSON.stringify([mcpReq.method, http?.authInfo?.clientId ?? null]),
  });
  return {
    verify: (state: string, context: ServerContext) => codec.verify(state, context),

    /** Whether the client of this request opens addresses for its user. An empty `elicitation` means forms only. */
    isPossible(server: McpServer, { mcpReq }: ServerContext): boolean {
      const envelope = mcpReq.envelope as Record<string, unknown> | undefined;
      const declared = envelope?.[CLIENT_CAPABILITIES_META_KEY] as ClientCapabilities | undefined;
      return (declared ?? server.server.getClientCapabilities())?.elicitation?.url !== undefined;
    },

    async ask(wanted: { what: string; url: string }, call: ParkedCall, context: ServerContext) {
      const message = `${wanted.what} Open this page to go on; it is on your own machine.`;
      const person = inputRequired.elicitUrl({ message, url: wanted.url });
      return inputRequired({
        inputRequests: { [key]: person },
        requestState: await codec.mint(call, context),
      });
    },

    /** What came of asking; undefined when this call is no answer. */
    answered(tool: string, { mcpReq }: ServerContext): { run: string; isDeclined: boolean } | undefined {
      const call = mcpReq.requestState<ParkedCall>();
      if (call?.tool !== tool) return undefined;
      const answer = inputResponse(mcpReq.inputResponses, key);
      return { run: call.run, isDeclined: answer.kind === 'elicit' && answer.action === 'decline' };
    },
  };
}

export type PersonAsking = ReturnType<typeof createPersonAsking>;
