import { readFile } from 'node:fs/promises';
import { InvalidInput } from '../errors.ts';
import { outputOf, wordsOf } from './command.ts';
import type { CommandFailure } from './command.ts';
import { readKeyring } from './keyring.ts';
import type { Vault } from './vault.ts';

/**
 * Resolves references to secrets: `env:NAME`, `file:/path`, `exec:command args`, `op://vault/item/field`,
 * `keyring:service/name`, `vault:name`.
 *
 * What starts a program or may ask a person for a fingerprint is asked once and remembered until a sign-in with it fails;
 * the others are read each time, so that a corrected password is seen at once.
 */
export class References {
  readonly #vault: Pick<Vault, 'get'>;
  readonly #remembered = new Map<string, Promise<string>>();

  constructor(vault: Pick<Vault, 'get'>) {
    this.#vault = vault;
  }

  /** @throws InvalidInput that names the reference, never the value. */
  resolve = async (reference: string): Promise<string> => {
    if (!/^(exec|op|keyring):/.test(reference)) return this.#read(reference);
    const known = this.#remembered.get(reference);
    if (known) return known;
    const asked = this.#read(reference);
    this.#remembered.set(reference, asked);
    // A failure is not remembered.
    asked.catch(() => this.forget(reference));
    return asked;
  };

  /** A sign-in with it failed: the next one asks anew. */
  forget = (reference: string): void => {
    this.#remembered.delete(reference);
  };

  async #read(reference: string): Promise<string> {
    const [, scheme = '', place = ''] = /^(\w+):(.*)$/s.exec(reference) ?? [];
    switch (scheme) {
      case 'env':
        return filled(
          process.env[place],
          reference,
          `Set ${place} in the environment that the server is started with (in a client's config: its "env").`,
        );
      case 'file':
        return filled(
          await content(place),
          reference,
          'Correct the reference in the config, or write the file.',
        );
      case 'vault':
        return filled(await this.#vault.get(place), reference, `Run: sidedoor secrets set ${place}`);
      case 'keyring': {
        const [, service = '', name = ''] = /^(.+)\/([^/]+)$/.exec(place) ?? [];
        const value = await readKeyring(service, name, reference);
        return filled(
          value,
          reference,
          `Add the entry "${name}" of the service "${service}" to the keyring.`,
        );
      }
      case 'op':
        return printed(reference, 'op', ['read', '--no-newline', reference]);
      case 'exec': {
        const [program = '', ...args] = wordsOf(place);
        return printed(reference, program, args);
      }
      default:
        throw new InvalidInput(`The secret ${reference} is of a kind that Sidedoor does not know.`, {
          hint: 'It knows env:, file:, vault:, op://, exec: and keyring:.',
        });
    }
  }
}

function filled(value: string | undefined, reference: string, hint: string): string {
  if (value) return value;
  throw new InvalidInput(`The secret ${reference} is not set.`, { hint });
}

async function content(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
}

async function printed(reference: string, program: string, args: string[]): Promise<string> {
  const answer = await outputOf(program, args);
  if ('value' in answer)
    return filled(answer.value, reference, `\`${program}\` printed nothing; see why by hand.`);
  throw new InvalidInput(`The secret ${reference} could not be read: ${saying(answer.failure, program)}.`, {
    hint: nextMove(answer.failure, program),
  });
}

function saying(failure: CommandFailure, program: string): string {
  switch (failure) {
    case 'not found':
      return `there is no program "${program}" on the PATH`;
    case 'too slow':
      return `"${program}" did not end within 30 seconds`;
    case 'too long':
      return `"${program}" printed more than a password`;
    default:
      return `"${program}" ${failure}`;
  }
}

function nextMove(failure: CommandFailure, program: string): string {
  if (failure === 'not found') {
    return program === 'op'
      ? "Install 1Password's command line and sign in with it (`op signin`), or name another place."
      : 'Give the whole path in the config, or put it on the PATH that the server is started with.';
  }
  return program === 'op'
    ? 'Run `op signin`, then `op read` with that reference, in a terminal to see what is missing.'
    : 'Run the command in a terminal to see why; it must print the secret alone and end with code 0.';
}
