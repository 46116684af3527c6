import { InvalidInput } from './errors.ts';
import type { LoadedFlow } from './flow/load-flows.ts';
import type { Account } from './session/account.ts';

/**
 * The named account, or the only one of the flow's app.
 *
 * @throws InvalidInput that names those there are.
 */
export function chooseAccount(
  { tool, flow }: LoadedFlow,
  name: unknown,
  accounts: Map<string, Account>,
): Account {
  const fitting = [...accounts.values()].filter(({ app }) => app.name === flow.app.name);
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
