import { ResourceTemplate } from '@modelcontextprotocol/server';
import type { McpServer } from '@modelcontextprotocol/server';
import { png } from './samples.ts';

export function registerResources(server: McpServer): void {
  const document = (name: string, uri: string) => {
    const mimeType = 'text/plain';
    server.registerResource(name, uri, { mimeType, description: `The document ${name}` }, () => ({
      contents: [{ uri, mimeType, text: `This is ${name}.` }],
    }));
  };
  document('static text', 'test://static-text');
  document('watched resource', 'test://watched-resource');

  const picture = { mimeType: 'image/png', description: 'One pixel' };
  server.registerResource('static binary', 'test://static-binary', picture, ({ href }) => ({
    contents: [{ uri: href, mimeType: 'image/png', blob: png }],
  }));

  server.registerResource(
    'template',
    new ResourceTemplate('test://template/{id}/data', { list: undefined }),
    { mimeType: 'application/json', description: 'A document for each id' },
    ({ href }, { id }) => ({
      contents: [{ uri: href, mimeType: 'application/json', text: JSON.stringify({ id }) }],
    }),
  );

  // Subscriptions of the 2025 era; nothing here ever changes, so taking note of them is all there is to do.
  const noted = async () => ({});
  server.server.setRequestHandler('resources/subscribe', noted);
  server.server.setRequestHandler('resources/unsubscribe', noted);
}
