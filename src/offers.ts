import type { FlowDefinition } from './flow/define-flow.ts';

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

/** `list_*` means every name that begins so. */
export function means(wanted: string, name: string): boolean {
  return wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
}
