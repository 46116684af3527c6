import { basename } from 'node:path';
import type { BulkView } from '../../bulk/bulk-view.ts';
import { BadRows } from '../../bulk/plan-rows.ts';
import type { GivenRow } from '../../bulk/plan-rows.ts';
import { ResultFile } from '../../bulk/result-file.ts';
import type { Sidedoor } from '../../sidedoor.ts';
import { InvalidInput } from '../../errors.ts';
import type { BulkOptions } from '../bulk.ts';
import { fieldsOf } from '../run/fields.ts';
import { matchColumns } from './columns.ts';
import { readRows } from './read-sheet.ts';
import { toRows } from './to-rows.ts';

/**
 * Reads a file, checks every row of it and writes the bulk down. Where rows are bad the result file says which.
 *
 * @throws InvalidInput; then nothing was written into the application.
 */
export async function prepareFile(
  { catalog, bulks }: Sidedoor,
  tool: string,
  file: string,
  resultFile: string,
  options: BulkOptions,
): Promise<BulkView> {
  const { flow } = catalog.flow(tool);
  if (flow.effect === 'read') {
    throw new InvalidInput(`${tool} reads; rows are entered with a tool that writes.`, {
      hint: '`sidedoor flows` shows which ones write.',
    });
  }
  const sheet = await readRows(file, options.sheet);
  const { map = {}, set = {}, ignore = [], keyColumn } = options;
  const columns = matchColumns(sheet, fieldsOf(flow), { map, set, ignore, keyColumn });
  const rows = toRows(sheet, columns, flow, options.dates);
  if (rows.length === 0) throw new InvalidInput(`${basename(file)} has headings and no rows.`);
  try {
    return await bulks.prepare({
      tool,
      account: options.account,
      rows,
      purpose: options.preview ? 'preview' : 'write',
      again: options.again,
      skipWritten: options.skipWritten,
      source: basename(file),
      resultFile,
    });
  } catch (error) {
    if (error instanceof BadRows) await sayWhich(error, rows, resultFile);
    throw error;
  }
}

async function sayWhich({ rows: bad }: BadRows, rows: GivenRow[], resultFile: string): Promise<void> {
  const reasons = new Map(bad.map(({ line, reason }) => [line, reason]));
  const lines = rows.map(({ line }) => {
    const reason = reasons.get(line);
    const state = reason === undefined ? ('not tried' as const) : ('invalid' as const);
    return { line, state, runId: null, message: reason ?? '', output: undefined };
  });
  await new ResultFile(resultFile, () => lines).write();
}
