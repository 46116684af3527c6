import { fromJsonSchema } from '@modelcontextprotocol/server';
import type { McpServer, ServerContext } from '@modelcontextprotocol/server';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { png, text, wav } from './samples.ts';

/** Tools that answer by themselves: every kind of content, an error, progress, logs, special schemas. */
export function registerTools(server: McpServer): void {
  const image = { type: 'image', data: png, mimeType: 'image/png' } as const;

  server.registerTool('test_simple_text', { description: 'Answers a sentence' }, () => text('Plain words.'));

  server.registerTool('test_image_content', { description: 'Answers a picture' }, () => ({
    content: [image],
  }));

  server.registerTool('test_audio_content', { description: 'Answers a sound' }, () => ({
    content: [{ type: 'audio', data: wav, mimeType: 'audio/wav' }],
  }));

  server.registerTool('test_embedded_resource', { description: 'Answers a document' }, () => ({
    content: [
      {
        type: 'resource',
        resource: {
          uri: 'test://embedded-resource',
          mimeType: 'text/plain',
          text: 'A document inside an answer.',
        },
      },
    ],
  }));

  server.registerTool(
    'test_multiple_content_types',
    { description: 'Answers three kinds of content' },
    () => ({
      content: [
        { type: 'text', text: 'A sentence, a picture and a document:' },
        image,
        {
          type: 'resource',
          resource: {
            uri: 'test://mixed-content-resource',
            mimeType: 'application/json',
            text: '{"rows":3}',
          },
        },
      ],
    }),
  );

  server.registerTool('test_error_handling', { description: 'Always fails' }, () => {
    throw new Error('This tool fails, always.');
  });

  server.registerTool(
    'test_tool_with_progress',
    { description: 'Reports 0, 50 and 100 of 100' },
    async (ctx) => {
      const progressToken = ctx.mcpReq._meta?.progressToken;
      for (const progress of [0, 50, 100]) {
        if (progressToken !== undefined) {
          const params = { progressToken, progress, total: 100 };
          await ctx.mcpReq.notify({ method: 'notifications/progress', params });
        }
        // The suite asks for the gap: a client may drop progress that arrives together with the answer.
        await delay(50);
      }
      return text('Half, then all of it.');
    },
  );

  const logging = async (ctx: ServerContext) => {
    for (const line of ['started', 'at work', 'finished']) {
      await ctx.mcpReq.log('info', line);
      await delay(50);
    }
    return text('Three lines were logged, for who wanted them.');
  };
  server.registerTool('test_tool_with_logging', { description: 'Logs three lines' }, logging);
  server.registerTool(
    'test_logging_tool',
    { description: 'Logs three lines to who asked for them' },
    logging,
  );

  server.registerTool(
    'test_custom_headers',
    {
      description: 'Takes an argument that clients repeat in a header',
      inputSchema: z.object({ region: z.string().meta({ 'x-mcp-header': 'Region' }) }),
    },
    ({ region }) => text(`Region ${region}.`),
  );

  server.registerTool(
    'json_schema_2020_12_tool',
    {
      description: 'Lists a schema with keywords of JSON Schema 2020-12',
      inputSchema: fromJsonSchema(contact),
    },
    () => text('Noted.'),
  );
}

/** Keywords beyond what our own schemas use: they have to arrive in the list as they are. */
const contact = JSON.parse(`{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "$defs": {
    "address": {
      "$anchor": "address",
      "type": "object",
      "properties": { "street": { "type": "string" }, "city": { "type": "string" } }
    }
  },
  "properties": {
    "address": { "$ref": "#/$defs/address" },
    "by": { "enum": ["phone", "email"] },
    "phone": { "type": "string" },
    "email": { "type": "string" }
  },
  "allOf": [{ "anyOf": [{ "required": ["phone"] }, { "required": ["email"] }] }],
  "if": { "properties": { "by": { "const": "phone" } }, "required": ["by"] },
  "then": { "required": ["phone"] },
  "else": { "required": ["email"] },
  "additionalProperties": false
}`) as Parameters<typeof fromJsonSchema>[0];
