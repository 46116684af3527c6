/** Every replica there is. Each is loaded only when it is asked for. */
import type { ReplicaKind } from './replica.ts';

/** By name, in the order in which they are listed. */
const kinds: Record<string, () => Promise<ReplicaKind>> = {
  harbor: async () => (await import('./harbor/index.ts')).harbor,
};

export const replicaNames: readonly string[] = Object.keys(kinds);

/** Undefined where there is none of that name. */
export async function replicaOf(name: string): Promise<ReplicaKind | undefined> {
  return Object.hasOwn(kinds, name) ? kinds[name]?.() : undefined;
}
