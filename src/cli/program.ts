import { Command } from 'commander';
import { version } from '../version.ts';
import { prepare, withCommonOptions } from './options.ts';

interface CommandModule {
  /** Gives the command its arguments, options, help and action. */
  define(command: Command): void;
}

/** Each is loaded only when it is called: a server that lists its tools need not read the others. */
const commands: Record<string, { summary: string; load: () => Promise<CommandModule> }> = {
  mcp: { summary: 'serve MCP on stdin and stdout', load: () => import('./mcp.ts') },
  serve: { summary: 'serve MCP over HTTP', load: () => import('./serve.ts') },
  worker: { summary: 'perform runs that others ask for', load: () => import('./worker.ts') },
  run: { summary: 'run a flow and show its result', load: () => import('./run.ts') },
  extract: { summary: 'take a list to a file or a database', load: () => import('./extract.ts') },
  schedules: { summary: 'list the schedules, release what is held', load: () => import('./schedules.ts') },
  bulk: { summary: 'enter the rows of a .csv or .xlsx file', load: () => import('./bulk.ts') },
  flows: { summary: 'list the flows, and those that are refused', load: () => import('./flows.ts') },
  new: { summary: 'begin a pack of your own, or a flow in one', load: () => import('./new.ts') },
  accounts: { summary: 'list the accounts, or resume a paused one', load: () => import('./accounts.ts') },
  login: { summary: 'sign an account in, with you at hand', load: () => import('./login.ts') },
  runs: {
    summary: 'list runs, show one, cancel it, say what became of a write',
    load: () => import('./runs.ts'),
  },
  receipts: { summary: 'list the receipts of writes, check them', load: () => import('./receipts.ts') },
  secrets: {
    summary: 'keep secrets in the local vault, rotate its key',
    load: () => import('./secrets.ts'),
  },
  doctor: { summary: 'check browser, store, key, flows and accounts', load: () => import('./doctor.ts') },
  replica: {
    summary: 'run a stand-in application that misbehaves on demand',
    load: () => import('./replica.ts'),
  },
  demo: { summary: 'show it all on a built-in application', load: () => import('./demo.ts') },
};

/** The whole command line. Usage errors are thrown as InvalidInput. */
export function createProgram(): Command {
  const program = prepare(new Command('sidedoor'));
  withCommonOptions(program)
    .description('Typed MCP tools for web applications that have no API.')
    .version(version(), '-V, --version', 'print the version')
    .helpCommand(false)
    .enablePositionalOptions()
    .addHelpText(
      'after',
      '\nStart with:\n  $ sidedoor demo\n\nsidedoor <command> --help shows an example of each.',
    );
  for (const [name, { summary }] of Object.entries(commands)) program.command(name).description(summary);
  program.hook('preSubcommand', async (_program, command) => {
    const { load } = commands[command.name()]!;
    (await load()).define(withCommonOptions(prepare(command)));
  });
  return program;
}
