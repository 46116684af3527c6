import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import { parseCsv } from '../../src/cli/bulk/parse-csv.ts';
import { sidedoor, start } from '../cli/program.ts';
import type { Ended, Started } from '../cli/program.ts';
import { temporaryFolder } from '../support/engine.ts';

export const tool = 'harbor_create_work_order';

/** Harbor, an account of it, and a folder in which somebody keys in spreadsheets. */
export interface Office extends AsyncDisposable {
  harbor: Harbor;
  folder: string;
  /** Runs the program there. */
  sidedoor(args: string[], stdin?: string): Promise<Ended>;
  start(args: string[]): Started;
  at: { cwd: string; env: Record<string, string> };
  write(file: string, content: string | Uint8Array): Promise<void>;
  /** Lines of a result file, by their headings. */
  results(file: string): Promise<Record<string, string>[]>;
  /** How often each work order was made that was not there from the start, by its description. */
  made(): Record<string, number>;
}

export async function openOffice(
  writes: 'off' | 'confirm' | 'allow',
  more: Record<string, unknown> = {},
): Promise<Office> {
  const harbor = await startHarbor();
  const { path: folder, [Symbol.asyncDispose]: remove } = await temporaryFolder();
  const lakeside = {
    app: 'harbor',
    url: harbor.url,
    username: 'clerk',
    password: 'env:HARBOR_CLERK',
    writes,
    ...more,
  };
  await writeFile(join(folder, 'sidedoor.config.json'), JSON.stringify({ accounts: { lakeside } }));
  const at = { cwd: folder, env: { HARBOR_CLERK: 'harbor-demo' } };
  const there = harbor.inspect().records.workOrders.length;
  return {
    harbor,
    folder,
    at,
    sidedoor: (args, stdin) => sidedoor(args, at, stdin),
    start: (args) => start(args, at),
    write: (file, content) => writeFile(join(folder, file), content),
    async results(file) {
      const { headings, rows } = parseCsv(await readFile(join(folder, file)), file);
      return rows.map(({ cells }) =>
        Object.fromEntries(headings.map((heading, index) => [heading, cells[index] as string])),
      );
    },
    made() {
      const counts: Record<string, number> = {};
      for (const { description } of harbor.inspect().records.workOrders.slice(there))
        counts[description] = (counts[description] ?? 0) + 1;
      return counts;
    },
    async [Symbol.asyncDispose]() {
      await remove();
      await harbor.close();
    },
  };
}

/** A file of work orders, one for each description. */
export function ordersCsv(descriptions: string[], more: Record<string, string> = {}): string {
  const headings = ['Building', 'Unit', 'Category', 'Description', ...Object.keys(more)];
  const lines = descriptions.map((text) =>
    ['HBR', '203', 'Plumbing', text, ...Object.values(more)].join(','),
  );
  return `${[headings.join(','), ...lines].join('\n')}\n`;
}

export const onceEach = (descriptions: string[]) => Object.fromEntries(descriptions.map((text) => [text, 1]));
