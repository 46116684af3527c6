import { showing } from '../screen/completeness.ts';
import type { Completeness } from '../screen/completeness.ts';
import type { ColumnType } from './columns.ts';
import { PageLedger } from './page-ledger.ts';
import type { Row, Tally } from './tally.ts';

/** What is known about a list: what the app showed, what its rows show, and whether the two agree. */
export type Certificate = {
  /** True only if the app showed that nothing is missing, and nothing in the rows says otherwise. */
  proven: boolean;
  because: string;
  rows: number;
  /** How many the app says there are; left out where it says nothing. */
  stated?: number;
  /** How many rows stood on each page, where there were several: "40 × 50, 13". */
  pages?: string;
  /** The columns that each row is known by: no two rows have the same. */
  key?: string[];
  /** In the order of the screen's list. */
  columns: Record<string, ColumnType>;
  /** Displayed totals that the amounts add up to. */
  totals?: string[];
  /** Where there are no rows: how the app shows that. */
  empty?: string;
  /** SHA-256, in hex, of the rows as canonical JSON, each with a line feed: that of the .jsonl file. */
  digest: string;
};

/** Holds what the app showed against the rows. */
export function certify(claim: Completeness, tally: Tally): Certificate {
  const shown = claim.shown ?? showing({});
  const ledger = tally.pages.pages > 0 ? tally.pages : new PageLedger(shown.pages);
  const against = [...contradictions(shown, ledger, tally)];
  const stated = statedOf(shown, tally);
  return {
    proven: claim.proven && against.length === 0,
    because: [claim.because, ...against].join('; but '),
    rows: tally.rows,
    ...(stated !== undefined && { stated }),
    ...(ledger.pages > 1 && { pages: ledger.toString() }),
    ...(tally.key.length > 0 && tally.twice === undefined && { key: [...tally.key] }),
    columns: Object.fromEntries(tally.columns.map(({ name, type }) => [name, type])),
    ...(shown.totals.length > 0 && { totals: shown.totals }),
    ...(tally.rows === 0 && { empty: shown.markers[0] ?? claim.because }),
    digest: tally.digest,
  };
}

function* contradictions(
  { counts, isChoice }: ReturnType<typeof showing>,
  ledger: PageLedger,
  { rows, twice, key }: Tally,
): Iterable<string> {
  if (twice !== undefined) yield `two rows have the same key, ${twice}`;
  // Of a list without a key nobody knows whether a row is one of what was counted.
  if (isChoice || key.length === 0) return;
  const counted = counts.map(({ read }) => read);
  const all = counted.reduce((sum, read) => sum + read, 0);
  if (counted.length > 0 && rows !== all && !counted.includes(rows))
    yield `${rows} rows are answered where ${counted.join(' and ')} were counted`;
  if (ledger.pages > 1 && ledger.rows !== rows)
    yield `the pages had ${ledger.rows} rows, and ${rows} are answered`;
}

/** Of several counts the one of the rows themselves, or their sum; one that may be of something else says nothing. */
function statedOf({ counts }: ReturnType<typeof showing>, { rows, key }: Tally): number | undefined {
  const own = counts.find(({ read }) => read === rows);
  if (counts.length === 0 || (!own && key.length === 0)) return undefined;
  return own?.stated ?? counts.reduce((sum, { stated }) => sum + stated, 0);
}

/** Whether a value of an output is a flow's word on its list. */
export function isClaim(value: unknown): value is Completeness {
  return typeof value === 'object' && value !== null && 'proven' in value && 'because' in value;
}

/** An output with no more of each claim than its word and its reason: for answers that have no list to certify. */
export function inPlainWords(output: Row): Row {
  const fields = Object.entries(output).map(([name, value]): [string, unknown] => {
    if (!isClaim(value)) return [name, value];
    const { proven, because } = value;
    return [name, { proven, because }];
  });
  return Object.fromEntries(fields);
}
