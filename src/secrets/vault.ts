import { InvalidInput } from '../errors.ts';
import { alone } from '../alone.ts';
import type { Store } from '../journal/store.ts';
import type { Seal } from './seal.ts';

export interface VaultEntry {
  name: string;
  /** Epoch milliseconds. */
  setAt: number;
  /** False when it was sealed with another key. */
  opens: boolean;
}

/** Our own place for secrets: in the store, sealed. `vault:name` in the config refers to one. */
export class Vault {
  readonly #store: Store;
  readonly #seal: Seal;

  constructor(store: Store, seal: Seal) {
    this.#store = store;
    this.#seal = seal;
  }

  /**
   * Undefined when there is none.
   *
   * @throws InvalidInput when it was sealed with another key.
   */
  async get(name: string): Promise<string | undefined> {
    const row = await this.#store
      .selectFrom('vault')
      .select('sealed')
      .where('name', '=', name)
      .executeTakeFirst();
    if (!row) return undefined;
    const value = this.#seal.open(row.sealed, vaultPlace(name));
    if (value !== undefined) return value;
    throw new InvalidInput(`The secret vault:${name} was sealed with another key.`, {
      hint: `Start with the key that it was set with (SIDEDOOR_KEY, or the key file), or run \`sidedoor secrets set ${name}\`.`,
    });
  }

  /** @throws InvalidInput */
  checkName(name: string): void {
    if (!/^[A-Za-z0-9][\w.-]{0,63}$/.test(name)) {
      throw new InvalidInput(`"${name.slice(0, 80)}" cannot be the name of a secret.`, {
        hint: 'Letters, digits, ".", "_" and "-", at most 64 of them.',
      });
    }
  }

  async set(name: string, value: string): Promise<void> {
    this.checkName(name);
    // A rotation of the key comes as a whole before or after.
    await alone(this.#store, 'seal', async (tx) => {
      await tx.deleteFrom('vault').where('name', '=', name).execute();
      const sealed = this.#seal.close(value, vaultPlace(name));
      await tx.insertInto('vault').values({ name, sealed, set_at: Date.now() }).execute();
    });
  }

  /** Answers whether there was one. */
  async remove(name: string): Promise<boolean> {
    const { numDeletedRows } = await this.#store
      .deleteFrom('vault')
      .where('name', '=', name)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async list(): Promise<VaultEntry[]> {
    const rows = await this.#store.selectFrom('vault').selectAll().orderBy('name').execute();
    return rows.map(({ name, sealed, set_at }) => ({
      name,
      setAt: Number(set_at),
      opens: this.#seal.open(sealed, vaultPlace(name)) !== undefined,
    }));
  }
}

/** What a sealed secret is bound to. */
export function vaultPlace(name: string): string {
  return JSON.stringify(['vault', name]);
}
