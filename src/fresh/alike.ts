import type { LoadedFlow } from '../flow/load-flows.ts';
import { digestOf } from '../journal/canonical.ts';
import type { Alike } from '../journal/reads.ts';
import type { Account } from '../session/account.ts';

/**
 * What makes two reads alike: the same input to the same sources of the same flow, on the same login and what is chosen
 * there, by the same version of Sidedoor. So a flow that was changed never answers in its old shape.
 */
export function alikeOf(
  { tool, sources }: LoadedFlow,
  account: Account,
  input: Record<string, unknown>,
  { accounts, version }: { accounts: Map<string, Account>; version: string },
): Alike {
  const { name, url, username, choice = null } = account;
  return {
    digest: digestOf({ tool, sources, version, name, url, username, choice, input }),
    account: name,
    elsewhere: elsewhere(account, accounts),
  };
}

/** Accounts that are known to be at another host: whatever they write, this one does not show it. */
function elsewhere({ url }: Account, accounts: Map<string, Account>): string[] {
  const { host } = new URL(url);
  return [...accounts.values()].filter((other) => new URL(other.url).host !== host).map(({ name }) => name);
}
