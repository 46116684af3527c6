import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Evidence } from '../../evidence/evidence.ts';
import type { RunReport } from '../../runs.ts';

/** Writes a run's evidence into a folder, readable by its owner alone, and answers the files. */
export async function saveEvidence(report: RunReport, evidence: Evidence, folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const { name } of report.evidence) {
    const found = await evidence.read(report.id, name);
    // Listed, but past its time.
    if (!found) continue;
    await mkdir(resolve(folder), { recursive: true });
    const file = join(resolve(folder), `${report.id}-${name}`);
    await writeFile(file, found.content, { mode: 0o600 });
    files.push(file);
  }
  return files;
}
