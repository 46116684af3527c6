import { acceptedContent, completable, inputRequired } from '@modelcontextprotocol/server';
import type { GetPromptResult, McpServer, PromptMessage } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { png } from './samples.ts';

const user = (content: PromptMessage['content']): PromptMessage => ({ role: 'user', content });
const say = (text: string): PromptMessage => user({ type: 'text', text });
const prompt = (...messages: PromptMessage[]): GetPromptResult => ({ messages });

export function registerPrompts(server: McpServer): void {
  server.registerPrompt('test_simple_prompt', { description: 'One sentence' }, () =>
    prompt(say('Good morning.')),
  );

  const words = ['paris', 'park', 'party'];
  const suggest = (value: string) => words.filter((word) => word.startsWith(value));
  server.registerPrompt(
    'test_prompt_with_arguments',
    {
      description: 'A sentence with two arguments',
      argsSchema: z.object({ arg1: completable(z.string(), suggest), arg2: z.string() }),
    },
    ({ arg1, arg2 }) => prompt(say(`From ${arg1} to ${arg2}.`)),
  );

  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description: 'A document and a question about it', argsSchema: z.object({ resourceUri: z.string() }) },
    ({ resourceUri }) =>
      prompt(
        user({
          type: 'resource',
          resource: { uri: resourceUri, mimeType: 'text/plain', text: 'The document.' },
        }),
        say('What does it say?'),
      ),
  );

  server.registerPrompt('test_prompt_with_image', { description: 'A picture and a question about it' }, () =>
    prompt(user({ type: 'image', data: png, mimeType: 'image/png' }), say('What does it show?')),
  );

  const context = z.object({ context: z.string() });
  server.registerPrompt(
    'test_input_required_result_prompt',
    { description: 'Asks before it is made' },
    (ctx) => {
      const answer = acceptedContent(ctx.mcpReq.inputResponses, 'user_context', context);
      if (answer) return prompt(say(`About ${answer.context}.`));
      const user_context = inputRequired.elicit({ message: 'What is it about?', requestedSchema: context });
      return inputRequired({ inputRequests: { user_context } });
    },
  );
}
