import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type {
  CallToolResult,
  ElicitRequestFormParams,
  ElicitRequestURLParams,
  ElicitResult,
  Progress,
  ReadResourceResult,
  Tool,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';

/**
 * - v2-modern  today's SDK on protocol 2026-07-28, and nothing else: it does not fall back
 *              (over stdio it asks a throw-away process first, as hosts do: the program starts twice)
 * - v2-legacy  today's SDK as hosts still run it by default, on 2025-11-25
 * - v1         the SDK line that old hosts carry
 */
export type ClientKind = 'v2-modern' | 'v2-legacy' | 'v1';

export const clientKinds: readonly ClientKind[] = ['v2-modern', 'v2-legacy', 'v1'];

/** A server to start as a child process. Its environment is ours plus `env`. */
export interface StdioTarget {
  command: string;
  args?: string[];
  env?: Record<string, string>;
  cwd?: string;
}

/** A server that runs already. */
export interface HttpTarget {
  url: string;
  token?: string;
}

interface CallOptions {
  signal?: AbortSignal;
  onprogress?: (progress: Progress) => void;
  /** Milliseconds; 60,000 when not given, as in the SDKs. */
  timeout?: number;
}

export interface ConnectOptions {
  /** Declares form elicitation and answers it. Without it the client declares nothing. */
  elicit?: (params: ElicitRequestFormParams) => ElicitResult;
  /** Declares URL elicitation, and no forms, and answers it. */
  openUrl?: (params: UrlParams) => ElicitResult | Promise<ElicitResult>;
}

type UrlParams = Pick<ElicitRequestURLParams, 'message' | 'url'>;

function elicitation({ elicit, openUrl }: ConnectOptions) {
  const answer = (params: unknown) =>
    openUrl?.(params as UrlParams) ?? elicit!(params as ElicitRequestFormParams);
  const elicitation = { ...(elicit && { form: {} }), ...(openUrl && { url: {} }) };
  return elicit || openUrl ? { capabilities: { elicitation }, answer } : { capabilities: {} };
}

/** The same small face on every client and transport. */
export interface TestClient extends AsyncDisposable {
  listTools(): Promise<Tool[]>;
  callTool(name: string, args?: Record<string, unknown>, options?: CallOptions): Promise<CallToolResult>;
  readResource(uri: string): Promise<ReadResourceResult>;
  /** What the server has written to stderr so far; empty over HTTP. */
  stderr(): string;
  close(): Promise<void>;
}

/** `await using client = await connect('v1', { url })` */
export async function connect(
  kind: ClientKind,
  target: StdioTarget | HttpTarget,
  options: ConnectOptions = {},
): Promise<TestClient> {
  return kind === 'v1' ? connectV1(target, options) : connectV2(kind, target, options);
}

const identity = { name: 'sidedoor-test', version: '0.0.0' };

async function connectV2(
  kind: 'v2-modern' | 'v2-legacy',
  target: StdioTarget | HttpTarget,
  options: ConnectOptions,
): Promise<TestClient> {
  const { capabilities, answer } = elicitation(options);
  const client = new Client(identity, {
    capabilities,
    versionNegotiation: { mode: kind === 'v2-modern' ? { pin: '2026-07-28' } : 'legacy' },
  });
  if (answer) client.setRequestHandler('elicitation/create', ({ params }) => answer(params));
  const stdio = 'command' in target ? new StdioClientTransport(spawnOf(target)) : undefined;
  const stderr = collect(stdio?.stderr);
  const transport = stdio ?? new StreamableHTTPClientTransport(...httpOf(target as HttpTarget));
  await client.connect(transport);
  return {
    listTools: async () => (await client.listTools()).tools,
    callTool: (name, args = {}, call) => client.callTool({ name, arguments: args }, call),
    readResource: (uri) => client.readResource({ uri }),
    stderr,
    close: () => client.close(),
    [Symbol.asyncDispose]: () => client.close(),
  };
}

async function connectV1(target: StdioTarget | HttpTarget, options: ConnectOptions): Promise<TestClient> {
  const { capabilities, answer } = elicitation(options);
  const client = new ClientV1(identity, { capabilities });
  if (answer) client.setRequestHandler(ElicitRequestSchema, ({ params }) => answer(params));
  const stdio = 'command' in target ? new StdioV1(spawnOf(target)) : undefined;
  const stderr = collect(stdio?.stderr);
  const transport = stdio ?? new HttpV1(...httpOf(target as HttpTarget));
  await client.connect(transport as Parameters<ClientV1['connect']>[0]);
  return {
    listTools: async () => (await client.listTools()).tools as Tool[],
    callTool: async (name, args = {}, call) =>
      (await client.callTool({ name, arguments: args }, undefined, call)) as CallToolResult,
    readResource: async (uri) => (await client.readResource({ uri })) as ReadResourceResult,
    stderr,
    close: () => client.close(),
    [Symbol.asyncDispose]: () => client.close(),
  };
}

function spawnOf({ env, ...target }: StdioTarget) {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]);
  return { ...target, env: { ...Object.fromEntries(inherited), ...env }, stderr: 'pipe' as const };
}

function httpOf({ url, token }: HttpTarget): [URL, { requestInit: RequestInit }] {
  return [new URL(url), { requestInit: token ? { headers: { authorization: `Bearer ${token}` } } : {} }];
}

function collect(stream: NodeJS.EventEmitter | null | undefined): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}
