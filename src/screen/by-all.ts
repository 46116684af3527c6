import { showing } from './completeness.ts';
import type { Completeness } from './completeness.ts';

/** A list that has several proofs, or is read from several screens, is whole only if each of them says so. */
export function byAll(...parts: Completeness[]): Completeness {
  const shown = parts.map((part) => part.shown ?? showing({}));
  return {
    proven: parts.length > 0 && parts.every(({ proven }) => proven),
    because: parts.map(({ because }) => because).join('; '),
    shown: {
      counts: shown.flatMap(({ counts }) => counts),
      totals: shown.flatMap(({ totals }) => totals),
      markers: shown.flatMap(({ markers }) => markers),
      pages: shown.flatMap(({ pages }) => pages),
      isChoice: shown.some(({ isChoice }) => isChoice),
    },
  };
}
