import type { Locator } from 'playwright';
import { LayoutChanged } from 'sidedoor-mcp';

/**
 * Reads a grid, whose headings are its first row. Its rows by the headings, exactly these; but one of `provable` may be
 * called something else, as the caller proves by its figures what stands below it.
 *
 * @throws LayoutChanged
 */
export async function readGrid(
  root: Locator,
  name: string,
  headings: string[],
  provable: string[] = [],
): Promise<string[][]> {
  const grid = root.locator(`#${name}_DataTable`);
  await grid.waitFor();
  const [head = [], ...rows] = await grid
    .locator('tr')
    .evaluateAll((lines) =>
      lines.map((line) =>
        [...line.children].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim()),
      ),
    );
  const other = headings.filter((heading, at) => heading !== head[at]);
  const isProvable = other.length === 1 && provable.includes(other[0]!) && head.length === headings.length;
  if (head.join('|') !== headings.join('|') && !isProvable)
    throw new LayoutChanged(`The grid ${name} has other columns: "${head.join('", "').slice(0, 200)}".`);
  if (rows.some((row) => row.length !== headings.length))
    throw new LayoutChanged(`A row of the grid ${name} does not fit its headings.`);
  return rows;
}
