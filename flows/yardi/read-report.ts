import { AppUnavailable, LayoutChanged } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import type { Content } from './pages/content.ts';
import { runReport } from './pages/report.ts';
import { showReport } from './pages/shown-report.ts';
import type { Row } from './report-rows.ts';

/** A filter that is filled in, and the name that Yardi has for its property; the code of its payee, where it has one. */
interface Filled {
  content: Content;
  name: string;
  payee?: string | undefined;
}

interface Asked<Report> {
  /** Opens the filter and fills it in; again where another view is tried. */
  ask: () => Promise<Filled>;
  /** @throws LayoutChanged when the rows are of another report. */
  read: (rows: Row[], name: string, payee: string | undefined) => Report;
}

/**
 * A report by its workbook. Where none comes, it is another report, or it cannot be proven whole, the page is asked to show
 * the report instead, as people do.
 *
 * @throws what kept the workbook from being read, when the page shows nothing better.
 */
export async function readReport<Report extends { complete: Completeness }>({
  ask,
  read,
}: Asked<Report>): Promise<Report> {
  const filed = await attempt(async () => {
    const { content, name, payee } = await ask();
    return read(await runReport(content), name, payee);
  });
  if ('report' in filed && filed.report.complete.proven) return filed.report;
  const shown = await attempt(async () => {
    const { content, name, payee } = await ask();
    return read(await showReport(content), name, payee);
  });
  if ('report' in shown && shown.report.complete.proven) return shown.report;
  if ('report' in filed) return filed.report;
  if ('report' in shown) return shown.report;
  throw filed.error;
}

/** Only what another view may mend is caught. */
async function attempt<Report>(work: () => Promise<Report>): Promise<{ report: Report } | { error: Error }> {
  try {
    return { report: await work() };
  } catch (error) {
    if (error instanceof AppUnavailable || error instanceof LayoutChanged) return { error };
    throw error;
  }
}
