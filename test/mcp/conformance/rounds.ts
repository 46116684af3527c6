import {
  acceptedContent,
  CLIENT_CAPABILITIES_META_KEY,
  inputRequired,
  inputResponse,
} from '@modelcontextprotocol/server';
import type { ClientCapabilities, McpServer, RequestStateCodec } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { sample } from './questions.ts';
import { text } from './samples.ts';

/** What a call of several rounds remembers between them, sealed by the codec. */
export interface RoundState {
  round: number;
}

const name = z.object({ name: z.string() });
const color = z.object({ color: z.string() });
const ok = z.object({ ok: z.boolean() });

/** Calls that take several rounds: the client answers what was asked and calls again. */
export function registerRounds(server: McpServer, codec: RequestStateCodec<RoundState>): void {
  const askName = () => inputRequired.elicit({ message: 'What is your name?', requestedSchema: name });
  const tool = `test_input_required_result`;

  server.registerTool(`${tool}_elicitation`, { description: 'Greets by name' }, (ctx) => {
    const answer = acceptedContent(ctx.mcpReq.inputResponses, 'user_name', name);
    if (answer) return text(`Hello, ${answer.name}!`);
    return inputRequired({ inputRequests: { user_name: askName() } });
  });

  server.registerTool(`${tool}_sampling`, { description: 'Asks the model for a capital' }, (ctx) => {
    const answer = inputResponse(ctx.mcpReq.inputResponses, 'capital_question');
    if (answer.kind === 'sampling') return text(JSON.stringify(answer.result.content));
    return inputRequired({ inputRequests: { capital_question: sample('What is the capital of France?') } });
  });

  server.registerTool(`${tool}_list_roots`, { description: 'Names the folders of the client' }, (ctx) => {
    const answer = inputResponse(ctx.mcpReq.inputResponses, 'client_roots');
    if (answer.kind === 'roots') return text(answer.roots.map(({ uri }) => uri).join('\n'));
    return inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } });
  });

  for (const kind of ['request_state', 'tampered_state']) {
    server.registerTool(`${tool}_${kind}`, { description: 'Asks once, with a sealed state' }, async (ctx) => {
      const state = ctx.mcpReq.requestState<RoundState>();
      if (state && acceptedContent(ctx.mcpReq.inputResponses, 'confirm', ok)) return text('state-ok');
      const confirm = inputRequired.elicit({ message: 'Is that so?', requestedSchema: ok });
      return inputRequired({ inputRequests: { confirm }, requestState: await codec.mint({ round: 1 }) });
    });
  }

  server.registerTool(
    `${tool}_multiple_inputs`,
    { description: 'Asks three things at once' },
    async (ctx) => {
      const responses = ctx.mcpReq.inputResponses;
      const user = acceptedContent(responses, 'user_name', name);
      const greeting = inputResponse(responses, 'greeting');
      const roots = inputResponse(responses, 'client_roots');
      if (user && greeting.kind === 'sampling' && roots.kind === 'roots') {
        return text(
          `${JSON.stringify(greeting.result.content)}, ${user.name} of ${roots.roots.length} folders`,
        );
      }
      return inputRequired({
        inputRequests: {
          user_name: askName(),
          greeting: sample('Write a greeting'),
          client_roots: inputRequired.listRoots(),
        },
        requestState: await codec.mint({ round: 1 }),
      });
    },
  );

  server.registerTool(
    `${tool}_multi_round`,
    { description: 'Asks twice, one after the other' },
    async (ctx) => {
      const responses = ctx.mcpReq.inputResponses;
      const round = ctx.mcpReq.requestState<RoundState>()?.round ?? 0;
      const chosen = acceptedContent(responses, 'step2', color);
      if (round === 2 && chosen) return text(`It shall be ${chosen.color}.`);
      if (round === 1 && acceptedContent(responses, 'step1', name)) {
        const step2 = inputRequired.elicit({ message: 'Which color?', requestedSchema: color });
        return inputRequired({ inputRequests: { step2 }, requestState: await codec.mint({ round: 2 }) });
      }
      return inputRequired({
        inputRequests: { step1: askName() },
        requestState: await codec.mint({ round: 1 }),
      });
    },
  );

  server.registerTool(
    `${tool}_capabilities`,
    { description: 'Asks only what the client can answer' },
    (ctx) => {
      const envelope = ctx.mcpReq.envelope as Record<string, unknown> | undefined;
      const can = (envelope?.[CLIENT_CAPABILITIES_META_KEY] ?? {}) as ClientCapabilities;
      return inputRequired({
        inputRequests: {
          ...(can.elicitation ? { user_name: askName() } : {}),
          ...(can.sampling ? { greeting: sample('Write a greeting') } : {}),
        },
      });
    },
  );
}
