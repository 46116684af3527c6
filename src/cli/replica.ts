import { once } from 'node:events';
import type { Command } from 'commander';
import { replicaNames, replicaOf } from '../../replicas/index.ts';
import type { ReplicaKind } from '../../replicas/replica.ts';
import { flip, fromText, wellBehaved } from '../../replicas/switches.ts';
import type { Switch } from '../../replicas/switches.ts';
import { InvalidInput } from '../errors.ts';
import { append, toPort, withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { stopOnSignals } from './stop.ts';
import { print, printJson } from './terminal/print.ts';
import { style } from './terminal/style.ts';
import { printTable } from './terminal/table.ts';

interface ReplicaOptions extends CommonOptions {
  port: number;
  switch: string[];
  list?: boolean;
}

export function define(command: Command): void {
  withExample(
    command,
    'sidedoor replica harbor --port 8811',
    'sidedoor replica harbor --switch slowMs=800 --switch latePostback',
    'sidedoor replica harbor --list',
  )
    .argument('<name>', `which one: ${replicaNames.join(', ')}`)
    .option('--port <number>', 'where to listen on 127.0.0.1; 0 takes a free one', toPort, 0)
    .option('--switch <name=value>', 'something that it does wrong; repeat it for more', append, [])
    .option('--list', 'show what it can do wrong instead of starting it')
    .action(async (name: string) => run(name, command.optsWithGlobals()));
}

async function run(name: string, options: ReplicaOptions): Promise<void> {
  const kind = await replicaOf(name);
  if (!kind) {
    throw new InvalidInput(`There is no replica "${name.slice(0, 60)}".`, {
      hint: `There are: ${replicaNames.join(', ')}.`,
    });
  }
  const switches = settingsOf(kind, options.switch);
  if (options.list) return list(kind, options);

  const signal = stopOnSignals();
  const replica = await kind.start({ port: options.port, switches });
  try {
    if (options.json) printJson({ name, title: kind.title, url: replica.url, users: kind.users, switches });
    else show(kind, replica.url);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await replica.close();
  }
}

/** Checked before anything starts. */
function settingsOf({ switches, name }: ReplicaKind, settings: string[]): Record<string, Switch['is']> {
  const wanted = fromText(switches, settings);
  try {
    flip(switches, wellBehaved(switches), wanted);
  } catch (error) {
    const words = error instanceof Error ? error.message : 'That is no setting.';
    throw new InvalidInput(`${words}.`, { hint: `sidedoor replica ${name} --list shows all switches.` });
  }
  return wanted;
}

function show({ title, users }: ReplicaKind, url: string): void {
  print(`${style('bold', title)}: ${url}`);
  for (const { name, password, role, codeSecret } of users) {
    const code = codeSecret === undefined ? '' : `, code secret ${codeSecret}`;
    print(`  ${name} / ${password}  ${style('dim', `${role}${code}`)}`);
  }
  print(
    style('dim', `GET ${url}__inspect shows its records; POST ${url}__switch {"name": value} sets switches.`),
  );
  if (process.stdout.isTTY) print('Ctrl-C ends it.');
}

function list({ switches }: ReplicaKind, { json }: CommonOptions): void {
  const all = Object.entries(switches);
  if (json) {
    printJson(all.map(([name, { is, says, words, tries }]) => ({ name, default: is, says, words, tries })));
    return;
  }
  printTable({
    columns: ['switch', 'default', 'what_it_does'],
    rows: all.map(([name, { is, says }]) => [name, String(is), says]),
  });
}
