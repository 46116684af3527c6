import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nameOf } from '../../bench/legacy/cells.ts';
import { legacy } from '../../bench/legacy/legacy.ts';
import { writeReport } from '../../bench/legacy/report.ts';
import { settingsFrom } from '../../bench/legacy/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'sidedoor-legacy-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Reached by what hangs, never by what is slow. Milliseconds. */
const patience = 900_000;

/** What fits into the ordinary test run: a read and two writes that scripts get wrong. */
const cells = [
  'harbor_list_work_orders dropLastPage=true',
  'harbor_add_work_order_note saveThenError=1',
  'harbor_change_work_order_status doubleSubmit=true',
];

test(
  'our flows are right or say what they could not do, where the same jobs as plain scripts are wrong',
  async () => {
    const settings = settingsFrom({ LEGACY_CELLS: cells.join(';'), LEGACY_AT_ONCE: '3', LEGACY_OUT: folder });
    const results = await legacy(settings, () => undefined);
    const verdicts = (runner: string) =>
      Object.fromEntries(
        results
          .filter((one) => one.runner === runner)
          .map(({ cell, verdict }) => [nameOf(cell), verdict] as const),
      );
    const expected = (...all: string[]) =>
      Object.fromEntries(cells.map((cell, index) => [cell, all[index]] as const));
    expect(verdicts('sidedoor')).toEqual(expected('told', 'right', 'right'));
    expect(verdicts('plain')).toEqual(expected('wrong', 'wrong', 'wrong'));

    writeReport(results, settings, folder);
    const table = readFileSync(join(folder, 'legacy.md'), 'utf8');
    expect(table).toContain('| Sidedoor, harbor, one switch | 3 | 2 | 1 | 0 | 66.7 % |');
    expect(table).toMatch(/\| `saveThenError=1` \| right, .* \| \*\*wrong\*\*: wrote 2 records/);
    const { cells: kept } = JSON.parse(readFileSync(join(folder, 'legacy.json'), 'utf8')) as {
      cells: object[];
    };
    expect(kept).toContainEqual(
      expect.objectContaining({ repeat: `LEGACY_CELLS='${cells[1]}' npm run bench:legacy` }),
    );
  },
  patience,
);
