import type { FlowDefinition } from './flow/define-flow.ts';
import { writePolicy } from './session/account.ts';
import type { Account } from './session/account.ts';

/** The part of an account that says what it is for; the config has it as well. */
export interface Offering {
  /** Name of its app. */
  app: string;
  /** Names of flows, or beginnings of them such as `list_*`; all of the app's when not given. */
  flows?: readonly string[] | undefined;
}

/** Whether calls of the flow may name the account. */
export function offers({ app, flows }: Offering, flow: Pick<FlowDefinition, 'app' | 'name'>): boolean {
  return app === flow.app.name && (flows?.some((wanted) => means(wanted, flow.name)) ?? true);
}

/**
 * Whether clients see the flow among their tools, of an account that offers it: each tool costs a model tokens in every
 * conversation, and one that writes is of use where it may write. For its previews alone `flows` has to name it.
 */
export function isShown(
  account: Pick<Account, 'flows' | 'writes'>,
  { effect, name }: Pick<FlowDefinition, 'effect' | 'name'>,
): boolean {
  return effect === 'read' || account.flows !== undefined || writePolicy(account, name) !== 'off';
}

/** `list_*` means every name that begins so. */
export function means(wanted: string, name: string): boolean {
  return wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
}
