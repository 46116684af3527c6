import type { Completeness } from './completeness.ts';

/** A list that has several proofs, or is read from several screens, is whole only if each of them says so. */
export function byAll(...parts: Completeness[]): Completeness {
  return {
    proven: parts.length > 0 && parts.every(({ proven }) => proven),
    because: parts.map(({ because }) => because).join('; '),
  };
}
