import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clientKinds, connect } from '../../support/clients.ts';
import type { TestClient } from '../../support/clients.ts';
import { serve } from './serve.ts';
import { stdioProgram } from './stdio-program.ts';

const transports = {
  stdio: async () => ({ ...stdioProgram, close: async () => undefined }),
  http: () => serve(),
};
const pairs = Object.entries(transports).flatMap(([transport, start]) =>
  clientKinds.map((kind) => ({ transport, kind, start })),
);

// One connection serves all tests of a pair, as in a host: starting a program for each would take most of the time.
describe.each(pairs)('$kind over $transport', ({ kind, start }) => {
  const asked: string[] = [];
  let server: Awaited<ReturnType<typeof start>>;
  let client: TestClient;

  beforeAll(async () => {
    server = await start();
    client = await connect(kind, server, {
      elicit: ({ message }) => {
        asked.push(message);
        return { action: 'accept', content: { yes: true } };
      },
    });
  });
  afterAll(async () => {
    await client.close();
    await server.close();
  });
  beforeEach(() => void asked.splice(0));

  test('lists tools, calls one and reads a resource', async () => {
    const tools = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['echo', 'fail', 'wait', 'count', 'release', 'confirm']);
    expect(tools[0]).toMatchObject({ inputSchema: { type: 'object' }, outputSchema: { type: 'object' } });

    const echoed = await client.callTool('echo', { text: 'Müller & Söhne' });
    expect(echoed.structuredContent).toEqual({ text: 'Müller & Söhne' });
    expect(echoed.content).toEqual([{ type: 'text', text: 'Müller & Söhne' }]);

    const { contents } = await client.readResource('fixture://greeting');
    expect(contents).toMatchObject([{ text: 'Good morning' }]);
  });

  test('answers bad arguments and a failing tool as tool errors', async () => {
    expect(await client.callTool('echo', { text: 7 })).toMatchObject({ isError: true });
    expect(await client.callTool('fail')).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('on purpose') }],
    });
  });

  test('keeps many parallel calls apart', async () => {
    const texts = Array.from({ length: 60 }, (_, index) => `call ${index}`);
    const answers = await Promise.all(texts.map((text) => client.callTool('echo', { text })));
    const expected = texts.map((text) => ({ text }));
    expect(answers.map(({ structuredContent }) => structuredContent)).toEqual(expected);
  });

  test('reports progress in order', async () => {
    const seen: number[] = [];
    let released: Promise<unknown> | undefined;
    const onprogress = ({ progress }: { progress: number }) => {
      seen.push(progress);
      if (progress === 3) released = client.callTool('release', { key: 'counting' });
    };
    await client.callTool('count', { key: 'counting' }, { onprogress });
    await released;
    expect(seen).toEqual([1, 2, 3]);
  });

  test('asks the user in the middle of a call', async () => {
    expect(await client.callTool('confirm')).toMatchObject({ content: [{ text: 'confirmed' }] });
    expect(asked).toEqual(['Post the charge?']);
  });

  test('gives up after its own timeout, and the connection goes on', async () => {
    await expect(client.callTool('wait', { key: 'long' }, { timeout: 50 })).rejects.toThrow(/timed out/i);
    expect(await client.callTool('echo', { text: 'on' })).toMatchObject({
      structuredContent: { text: 'on' },
    });
  });
});
