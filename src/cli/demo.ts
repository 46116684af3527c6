import { once } from 'node:events';
import type { Command } from 'commander';
import { startDemoHarbor } from './demo/harbor.ts';
import type { DemoHarbor } from './demo/harbor.ts';
import { mainFile, pasteGroups, pastes } from './demo/paste.ts';
import { StdioClient } from './demo/stdio-client.ts';
import { callTool } from './demo/call-tool.ts';
import { withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { version } from '../version.ts';
import { stopOnSignals } from './stop.ts';
import { print, printJson } from './terminal/print.ts';
import { ProgressLine } from './terminal/progress-line.ts';
import { plain, style } from './terminal/style.ts';
import { printTable } from './terminal/table.ts';
import type { Cell } from './terminal/table.ts';
import { duration } from './terminal/times.ts';

interface DemoOptions extends CommonOptions {
  keep?: boolean;
}

/** The call that is shown. */
const tool = 'harbor_list_work_orders';
const shownRows = 8;
const shownColumns = ['number', 'status', 'priority', 'building', 'unit', 'description', 'opened'];

interface Tool {
  name: string;
  title?: string;
}

interface Orders {
  work_orders: Record<string, Cell>[];
  complete: { because: string };
}

interface Call {
  ms: number;
  /** What the application saw during the call. */
  signIns: number;
  requests: number;
  result: Orders;
}

export function define(command: Command): void {
  withExample(command, 'sidedoor demo', 'sidedoor demo --keep')
    .option('--keep', 'leave Harbor running afterwards, to click around in')
    .action(async () => demonstrate(command.optsWithGlobals()));
}

async function demonstrate(options: DemoOptions): Promise<void> {
  const signal = stopOnSignals();
  const say = options.json ? () => undefined : print;
  const harbor = await startDemoHarbor(options);
  try {
    say(`${style('bold', 'Harbor Property Manager')}, an application without an API, runs at ${harbor.url}`);
    const args = ['mcp', '--config', harbor.file, ...(options.verbose ? ['--verbose'] : [])];
    const client = new StdioClient(process.execPath, [mainFile, ...args]);
    const stop = () => void client.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await converse(client, harbor, options, say);
    } catch (error) {
      // Whoever interrupts the demo has seen enough.
      if (!signal.aborted) throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      await client.close();
    }
    if (!options.keep || signal.aborted) return;
    say(
      `\nHarbor goes on at ${style('bold', harbor.url)}: user ${harbor.user.name}, password ${harbor.user.password}. Ctrl-C ends it.`,
    );
    await once(signal, 'abort');
  } finally {
    await harbor.close();
  }
}

/** What an MCP host does with the server: connects, lists its tools, calls one, calls it again. */
async function converse(
  client: StdioClient,
  harbor: DemoHarbor,
  { json }: DemoOptions,
  say: (line?: string) => void,
): Promise<void> {
  const { serverInfo, protocolVersion } = await client.initialize(version());
  const { tools } = (await client.request('tools/list')) as { tools: Tool[] };
  say(`An MCP client has started a Sidedoor ${serverInfo.version} server for it, and sees these tools:\n`);
  const width = Math.max(...tools.map(({ name }) => name.length));
  for (const { name, title } of tools) say(`  ${name.padEnd(width)}  ${style('dim', title ?? '')}`);

  say(`\nIt calls ${style('bold', tool)} …`);
  const cold = await call(client, harbor);
  say(inWords('It took', cold));
  if (!json) showOrders(cold.result);
  say(`\nIt calls it once more …`);
  const warm = await call(client, harbor);
  say(inWords('On the same session it took', warm));

  if (json) {
    const { url, user } = harbor;
    printJson({
      harbor: { url, user },
      server: { ...serverInfo, protocolVersion },
      tools,
      calls: [cold, warm],
      paste: pastes(),
    });
    return;
  }
  say(`\nNow from your own client. The demo server needs no config:`);
  for (const { clients, text } of pasteGroups()) {
    say(
      `\n${clients.map(({ client: name, where }) => `${style('bold', name)} ${style('dim', `(${where})`)}`).join(', ')}`,
    );
    say(text.replaceAll(/^/gm, '  '));
  }
}

async function call(client: StdioClient, harbor: DemoHarbor): Promise<Call> {
  const progress = new ProgressLine();
  progress.show('signing in');
  const before = harbor.seen();
  const began = performance.now();
  try {
    const params = { name: tool, arguments: { status: 'In progress' } };
    const result = await callTool<{ result: Orders }>(client, params, (message) => progress.show(message));
    const after = harbor.seen();
    return {
      ms: Math.round(performance.now() - began),
      signIns: after.signIns - before.signIns,
      requests: after.requests - before.requests,
      result: result.result,
    };
  } finally {
    progress.clear();
  }
}

function inWords(opening: string, { ms, signIns, requests }: Call): string {
  const times = signIns === 0 ? 'no sign-in' : signIns === 1 ? 'one sign-in' : `${signIns} sign-ins`;
  return `${opening} ${duration(ms)}; Harbor saw ${times} and ${requests} requests.`;
}

function showOrders({ work_orders: orders, complete }: Orders): void {
  print();
  printTable({
    columns: shownColumns,
    rows: orders.slice(0, shownRows).map((order) => shownColumns.map((column) => order[column])),
  });
  if (orders.length > shownRows) print(style('dim', `… and ${orders.length - shownRows} more`));
  print(`${orders.length} work orders; how it knows that these are all: ${plain(complete.because)}`);
}
