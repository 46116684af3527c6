import type { Sidedoor } from '../../sidedoor.ts';
import type { RunReport } from '../../runs.ts';

/** With the rows of a list that lies in a file: a terminal, and whoever reads the pipe, has room for them. */
export async function withRows(report: RunReport, datasets: Sidedoor['datasets']): Promise<RunReport> {
  const dataset = await datasets.of(report.id);
  const output = report.output as Record<string, unknown> | undefined;
  if (!dataset || !output || dataset.field in output) return report;
  const rows = [];
  for await (const row of datasets.rows(dataset)) rows.push(row);
  return { ...report, output: { [dataset.field]: rows, ...output } };
}
