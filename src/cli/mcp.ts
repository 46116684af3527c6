import type { Command } from 'commander';
import { withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { openServed } from './served.ts';
import { exitIfItHangs, stopOnSignals } from './stop.ts';
import { note } from './terminal/print.ts';

interface McpOptions extends CommonOptions {
  demo?: boolean;
}

export function define(command: Command): void {
  withExample(command, 'sidedoor mcp --config /path/to/sidedoor.config.ts', 'sidedoor mcp --demo')
    .option('--demo', 'serve the built-in Harbor application instead; needs no config')
    .action(async () => serve(command.optsWithGlobals()));
}

/** Serves until stdin ends or a signal comes; then calls off what runs and leaves nothing behind. */
async function serve(options: McpOptions): Promise<void> {
  const signal = stopOnSignals();
  const giveBack = keepStdoutClean();
  const served = await openServed(options);
  if (process.stdin.isTTY)
    note(
      'Serving MCP on stdin and stdout, for a client to start (`sidedoor demo` shows how). Ctrl-C ends it.',
    );
  const { serveStdio } = await import('../mcp/stdio.ts');
  // It guards stdout itself, from its first synchronous line on.
  giveBack();
  await serveStdio({
    createServer: served.createServer,
    signal,
    onWarning: (message) => served.warn(message),
  });
  exitIfItHangs();
  keepStdoutClean();
  await served.close();
  process.stdin.destroy();
}

/** stdout is the wire: what a config, a flow or a library prints while it loads goes to stderr. */
function keepStdoutClean(): () => void {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr) as typeof write;
  return () => {
    stdout.write = write;
  };
}
