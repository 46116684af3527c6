import { serveHttp } from '../../../src/mcp/http/serve-http.ts';
import type { HttpOptions, HttpServer } from '../../../src/mcp/http/serve-http.ts';
import { createFixture } from './fixture.ts';
import type { Fixture } from './fixture.ts';

export interface ServedFixture extends HttpServer, AsyncDisposable {
  fixture: Fixture;
  warnings: string[];
}

/** `await using server = await serve()`: the fixture on a free port of 127.0.0.1. */
export async function serve(options: Partial<HttpOptions> = {}): Promise<ServedFixture> {
  const fixture = createFixture();
  const warnings: string[] = [];
  const server = await serveHttp({
    createServer: fixture.createServer,
    port: 0,
    onWarning: (message) => void warnings.push(message),
    ...options,
  });
  return { ...server, fixture, warnings, [Symbol.asyncDispose]: () => server.close() };
}
