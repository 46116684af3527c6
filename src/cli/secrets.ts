import type { Command } from 'commander';
import type { LoadedConfig } from '../config/load.ts';
import { NotFound } from '../errors.ts';
import { withEngine } from './engine.ts';
import { defineSub, withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { readSecret } from './secrets/read-secret.ts';
import { note, print, printJson } from './terminal/print.ts';
import { printTable } from './terminal/table.ts';
import { isoTime, localTime } from './terminal/times.ts';

interface RotateOptions extends CommonOptions {
  forgetOld?: boolean;
}

export function define(command: Command): void {
  withExample(
    command,
    'sidedoor secrets set lakeside          # asks for it, shows nothing',
    'pass show lakeside | sidedoor secrets set lakeside',
    'sidedoor secrets rotate-key',
  ).action(async () => list(command.optsWithGlobals()));

  const sub = (name: string, description: string, ...examples: string[]) =>
    withExample(defineSub(command, name, description), ...examples);
  const lister = sub('list', 'list names, never values', 'sidedoor secrets list');
  lister.action(async () => list(lister.optsWithGlobals()));
  const setter = sub(
    'set <name>',
    'keep a secret under a name; `vault:<name>` in the config refers to it',
    'sidedoor secrets set lakeside',
  );
  setter.action(async (name: string) => set(name, setter.optsWithGlobals()));
  const remover = sub('remove <name>', 'forget a secret', 'sidedoor secrets remove lakeside');
  remover.action(async (name: string) => remove(name, remover.optsWithGlobals()));
  const rotator = sub(
    'rotate-key',
    'make a new master key; secrets and sessions are sealed anew, servers go on running',
    'sidedoor secrets rotate-key',
  ).option('--forget-old', 'drop the older keys: what other stores of yours hold then opens no more');
  rotator.action(async () => rotate(rotator.optsWithGlobals()));
}

async function list(options: CommonOptions): Promise<void> {
  const secrets = await withEngine(options, async ({ vault, config }) => {
    const entries = await vault.list();
    const users = usersOf(config);
    const names = new Set([...entries.map(({ name }) => name), ...users.keys()]);
    return [...names].toSorted().map((name) => {
      const entry = entries.find((each) => each.name === name);
      return {
        name,
        setAt: entry?.setAt ?? null,
        opens: entry?.opens ?? false,
        usedBy: users.get(name) ?? [],
      };
    });
  });
  if (options.json) {
    const toJson = ({ name, setAt, opens, usedBy }: (typeof secrets)[number]) => {
      return { name, set_at: isoTime(setAt), opens, used_by: usedBy };
    };
    printJson({ secrets: secrets.map(toJson) });
    return;
  }
  printTable({
    columns: ['name', 'set', 'used by'],
    rows: secrets.map(({ name, setAt, opens, usedBy }) => [
      name,
      setAt === null ? 'not set' : opens ? localTime(setAt) : 'sealed with another key',
      usedBy.join(', '),
    ]),
  });
  if (secrets.length === 0) note('The vault is empty. `sidedoor secrets set <name>` puts a secret into it.');
}

async function set(name: string, options: CommonOptions): Promise<void> {
  const users = await withEngine(options, async ({ vault, config }) => {
    vault.checkName(name);
    await vault.set(name, await readSecret(`Secret for ${name} (not shown): `));
    return usersOf(config).get(name) ?? [];
  });
  if (options.json) printJson({ name, set: true, used_by: users });
  else if (users.length > 0) print(`${name} is set; used by ${users.join(', ')}.`);
  else print(`${name} is set. Refer to it in the config as "vault:${name}".`);
}

async function remove(name: string, options: CommonOptions): Promise<void> {
  const users = await withEngine(options, async ({ vault, config }) => {
    if (!(await vault.remove(name))) {
      const known = (await vault.list()).map((entry) => entry.name);
      throw new NotFound(`There is no secret "${name}" in the vault.`, {
        hint: `There are: ${known.join(', ') || 'none'}.`,
      });
    }
    return usersOf(config).get(name) ?? [];
  });
  if (options.json) printJson({ name, removed: true, used_by: users });
  else print(`${name} is removed.`);
  if (users.length > 0) note(`Still named in the config: ${users.join(', ')}.`);
}

async function rotate(options: RotateOptions): Promise<void> {
  const { secrets, sessions, left, olderKeys } = await withEngine(options, (engine) =>
    engine.rotateKey({ forgetOld: options.forgetOld === true }),
  );
  if (options.json) {
    printJson({ rotated: true, secrets, sessions, left, older_keys: olderKeys });
    return;
  }
  print(`Sealed anew with the new key: secrets ${secrets}, sessions ${sessions}.`);
  if (left > 0) note(`${left} left as they were: of another key, or of a login that is not in this config.`);
  if (olderKeys > 0)
    note(
      'The old key stays for opening what your other stores hold; --forget-old drops it when there is none.',
    );
}

/** The names that the config refers to, with the accounts that do. */
function usersOf({ accounts }: LoadedConfig): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const [account, { password, code }] of Object.entries(accounts)) {
    for (const reference of [password, code]) {
      if (!reference?.startsWith('vault:')) continue;
      const name = reference.slice('vault:'.length);
      users.set(name, [...new Set([...(users.get(name) ?? []), account])]);
    }
  }
  return users;
}
