import type { Locator, Page } from 'playwright';
import { AppUnavailable, download, insist, LayoutChanged } from 'sidedoor-mcp';
import type { DownloadedFile } from 'sidedoor-mcp';
import { Content } from './content.ts';
import { closed } from './sight.ts';

/** How often the monitor may refresh itself before a report counts as stuck: two minutes at its usual 3 seconds. */
const patience = 40;

/** Reports → Report Monitor: the user's reports, and their files once they are ready. */
export class ReportMonitor {
  readonly #content: Content;

  private constructor(content: Content) {
    this.#content = content;
  }

  static async open(page: Page): Promise<ReportMonitor> {
    return new ReportMonitor(await Content.open(page, 'ReportMonitor.aspx', 'Report Monitor'));
  }

  /**
   * Waits for a report while the monitor refreshes itself, and saves its file. Sends nothing of its own meanwhile: a
   * monitor that is asked more often than it refreshes makes such servers slow.
   *
   * @throws AppUnavailable when the report does not get ready.
   */
  async collect(report: string): Promise<DownloadedFile> {
    const { frame } = this.#content;
    const row = frame.locator('#grdReports tr.row').filter({ has: frame.getByText(report, { exact: true }) });
    const file = row.getByRole('link');
    await this.#waitFor(file, report);
    return insist(`send the file of report ${report}`, async () => {
      await this.#content.arrive();
      return download(frame, () => file.click());
    });
  }

  async #waitFor(file: Locator, report: string): Promise<void> {
    const { frame } = this.#content;
    const idle = frame.locator('.remark', { hasText: 'No report is running.' });
    const remark = await insist('say how often it refreshes', () => this.#content.text('.remark'));
    const seconds = patience * Number(/every ([\d.]+) seconds/.exec(remark)?.[1] ?? 3);
    try {
      const end = file.or(idle).or(frame.locator(closed));
      await end.first().waitFor({ timeout: seconds * 1000 });
    } catch (error) {
      if (!(error instanceof Error && error.name === 'TimeoutError')) throw error;
      throw new AppUnavailable(`Report ${report} is not ready after ${Math.round(seconds)} seconds.`, {
        hint: 'It stays in the report queue of Harbor. Ask the user to look there, or call again later.',
        cause: error,
      });
    }
    await this.#content.arrive();
    if (!(await file.isVisible())) {
      throw new LayoutChanged(`The report monitor has no file of report ${report}, though none is running.`);
    }
  }
}
