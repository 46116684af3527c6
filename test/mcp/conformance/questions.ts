import { acceptedContent, inputRequired, inputResponse } from '@modelcontextprotocol/server';
import type { ElicitInputParams, McpServer, ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { text } from './samples.ts';

/**
 * Tools that ask the user or the model in the middle of a call. They are written once: 2026-07-28 clients get the
 * question as a result, 2025-era clients as a request on their session.
 */
export function registerQuestions(server: McpServer): void {
  const ask = (name: string, description: string, params: ElicitInputParams) =>
    server.registerTool(name, { description }, (ctx) => askOnce(ctx, params));

  server.registerTool(
    'test_sampling',
    { description: 'Asks the model', inputSchema: z.object({ prompt: z.string() }) },
    ({ prompt }, ctx) => {
      const answer = inputResponse(ctx.mcpReq.inputResponses, 'model');
      if (answer.kind === 'sampling') return text(`The model said ${JSON.stringify(answer.result.content)}`);
      return inputRequired({ inputRequests: { model: sample(prompt) } });
    },
  );

  server.registerTool(
    'test_elicitation',
    { description: 'Asks the user', inputSchema: z.object({ message: z.string() }) },
    ({ message }, ctx) =>
      askOnce(ctx, {
        message,
        requestedSchema: {
          type: 'object',
          properties: {
            username: { type: 'string', description: 'Name to answer with' },
            email: { type: 'string', description: 'Address to answer with' },
          },
          required: ['username', 'email'],
        },
      }),
  );

  ask('test_streaming_elicitation', 'Asks the user, on the stream of the call', {
    message: 'Shall it go on?',
    requestedSchema: { type: 'object', properties: { ok: { type: 'boolean' } } },
  });

  ask('test_elicitation_sep1034_defaults', 'Asks with a default in every field', {
    message: 'Are these right?',
    requestedSchema: {
      type: 'object',
      properties: {
        name: { type: 'string', default: 'John Doe' },
        age: { type: 'integer', default: 30 },
        score: { type: 'number', default: 95.5 },
        status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
        verified: { type: 'boolean', default: true },
      },
    },
  });

  ask('test_elicitation_sep1330_enums', 'Asks for choices in every form a schema has for them', {
    message: 'Which ones?',
    requestedSchema: {
      type: 'object',
      properties: {
        untitledSingle: { type: 'string', enum: ['a', 'b', 'c'] },
        titledSingle: { type: 'string', oneOf: titled },
        legacyEnum: { type: 'string', enum: ['a', 'b', 'c'], enumNames: ['First', 'Second', 'Third'] },
        untitledMulti: { type: 'array', items: { type: 'string', enum: ['a', 'b', 'c'] } },
        titledMulti: { type: 'array', items: { anyOf: titled } },
      },
    },
  });

  server.registerTool(
    'test_missing_capability',
    { description: 'Asks the model, which not every client lets it' },
    () => inputRequired({ inputRequests: { model: sample('Anything?') } }),
  );
}

export const sample = (prompt: string) =>
  inputRequired.createMessage({
    messages: [{ role: 'user', content: { type: 'text', text: prompt } }],
    maxTokens: 100,
  });

function askOnce(ctx: ServerContext, params: ElicitInputParams) {
  const answer = inputResponse(ctx.mcpReq.inputResponses, 'user');
  if (answer.kind !== 'elicit')
    return inputRequired({ inputRequests: { user: inputRequired.elicit(params) } });
  const content = acceptedContent(ctx.mcpReq.inputResponses, 'user');
  return text(`The user chose to ${answer.action}: ${JSON.stringify(content ?? {})}`);
}

const titled = [
  { const: 'a', title: 'First' },
  { const: 'b', title: 'Second' },
  { const: 'c', title: 'Third' },
];
