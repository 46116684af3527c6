import { InvalidInput } from './errors.ts';
import type { LoadedFlow } from './flow/load-flows.ts';
import { offers } from './offers.ts';
import type { Account } from './session/account.ts';

/** The accounts that a flow may be run on. */
export function accountsOf({ flow }: LoadedFlow, accounts: Map<string, Account>): Account[] {
  return [...accounts.values()].filter(({ app, flows }) => offers({ app: app.name, flows }, flow));
}

/**
 * The named account, or the only one that offers the flow.
 *
 * @throws InvalidInput that names those there are.
 */
export function chooseAccount(loaded: LoadedFlow, name: unknown, accounts: Map<string, Account>): Account {
  const { tool } = loaded;
  const fitting = accountsOf(loaded, accounts);
  if (fitting.length === 0) {
    throw new InvalidInput(`No account offers ${tool}.`, {
      hint: 'The "flows" of the accounts in the config leave it out.',
    });
  }
  if (name === undefined && fitting.length === 1) return fitting[0]!;
  const found = fitting.find((account) => account.name === name);
  if (found) return found;
  const what = name === undefined ? `${tool} needs an account.` : `${tool} has no account ${quote(name)}.`;
  const names = fitting.map((account) => `"${account.name}"`).join(', ');
  throw new InvalidInput(what, { hint: `Give one of ${names}.` });
}

function quote(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 60);
}
