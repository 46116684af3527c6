import type { Page } from 'playwright';
import { assertLegible, byAll, byCount, insist, isoDate, isoDateOrNull, LayoutChanged } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { Content } from './content.ts';
import { lookUp } from './fields.ts';
import { readGrid } from './grid.ts';

interface Count {
  metric: string;
  count: number;
}

interface ListedUnit {
  metric: string;
  unit: string;
  unit_type: string;
  status: string;
  resident: string | null;
  name: string | null;
  date: string | null;
}

interface WorkRequest {
  number: string;
  unit: string;
  description: string;
  category: string;
  priority: string;
  status: string;
  opened: string;
}

const requests = 'Pending Work Requests';
const ofUnits = ['Unit', 'Unit Type', 'Resident', 'Name', 'Status', 'Date'];
const ofRequests = ['Work Order', 'Unit', 'Brief Description', 'Category', 'Priority', 'Status', 'Call Date'];

/** Home → Site Dashboard: counts, and behind each that is not 0 its list. */
export class SiteDashboard {
  readonly #content: Content;
  /** "Name (code)" of the property that it shows. */
  readonly label: string;
  readonly #proofs: Completeness[] = [];

  private constructor(content: Content, label: string) {
    this.#content = content;
    this.label = label;
  }

  /** Of one property. @throws NotFound */
  static async open(page: Page, property: string): Promise<SiteDashboard> {
    const content = await Content.open(page, { path: 'SiteDashboard.aspx', key: '#YSIGo_Button' });
    const name = await lookUp(content, 'PropertyLookup', property, 'property');
    const label = `${name} (${property})`;
    await insist(`show ${label}`, async () => {
      if ((await content.value('DashBoard_Label')) !== label)
        await content.postback('YSIGo', () => content.root.locator('#YSIGo_Button').click());
      return (await content.value('DashBoard_Label')) === label;
    });
    return new SiteDashboard(content, label);
  }

  /** @throws LayoutChanged without the counts that every dashboard has. */
  async counts(): Promise<Count[]> {
    const rows = await insist('show its counts', () => this.#rows());
    const counts = rows.map(([metric = '', count = '']) => {
      if (!/^\d+$/.test(count))
        throw new LayoutChanged(`"${count}" stands where the count "${metric}" should be.`);
      return { metric, count: Number(count) };
    });
    if (!counts.some(({ metric }) => metric === requests))
      throw new LayoutChanged(`The dashboard has no count "${requests}".`);
    return counts;
  }

  async units(metric: string): Promise<ListedUnit[]> {
    const rows = await this.#list(metric, ofUnits);
    return rows.map(([unit = '', unit_type = '', resident = '', name = '', status = '', date = '']) => ({
      metric,
      unit,
      unit_type,
      status,
      resident: codeOrNull(resident),
      name: name || null,
      date: isoDateOrNull(date, 'mdy'),
    }));
  }

  async workRequests(): Promise<WorkRequest[]> {
    const rows = await this.#list(requests, ofRequests);
    return rows.map(
      ([
        number = '',
        unit = '',
        description = '',
        category = '',
        priority = '',
        status = '',
        opened = '',
      ]) => ({ number, unit, description, category, priority, status, opened: isoDate(opened, 'mdy') }),
    );
  }

  /** Of all lists that were read. */
  get whole(): Completeness {
    const failed = this.#proofs.find(({ proven }) => !proven);
    if (failed) return failed;
    return byAll({ proven: true, because: `${this.#proofs.length} lists, each as long as its count` });
  }

  /** The rows behind a count; none behind a 0, which is no link. */
  async #list(metric: string, headings: string[]): Promise<string[][]> {
    const content = this.#content;
    const stated = (await this.counts()).find((one) => one.metric === metric)?.count ?? 0;
    if (stated === 0) return [];
    return insist(`list "${metric}"`, async () => {
      if (!(await this.#lists(metric))) {
        const at = (await this.counts()).findIndex((one) => one.metric === metric);
        const link = content.root.locator('#SiteStats tr').nth(at).locator('a');
        await content.postback('StatGrid', () => link.click());
      }
      if (!(await this.#lists(metric))) return false;
      if ((await content.value('DashBoard_Label')) !== this.label)
        throw new LayoutChanged('The dashboard has changed to another property.');
      const rows = await readGrid(content.root, 'StatGrid', headings);
      assertLegible(rows.flat());
      // The page counts anew with every list, so the count beside this one is of the same moment.
      const now = (await this.counts()).find((one) => one.metric === metric)?.count ?? 0;
      const proof = byCount(rows.length, now);
      this.#proofs.push({ ...proof, because: `${metric}: ${proof.because}` });
      return rows;
    });
  }

  async #lists(metric: string): Promise<boolean> {
    const title = this.#content.root.locator('#StatGrid_Label');
    return (await title.count()) > 0 && (await this.#content.value('StatGrid_Label')) === metric;
  }

  async #rows(): Promise<string[][]> {
    const lines = this.#content.root.locator('#SiteStats tr');
    return lines.evaluateAll((found) =>
      found.map((line) =>
        [...line.children].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim()),
      ),
    );
  }
}

function codeOrNull(text: string): string | null {
  if (text === '' || /^t\d{7}$/.test(text)) return text || null;
  throw new LayoutChanged(`"${text.slice(0, 40)}" stands where a resident's code should be.`);
}

/** What is worth a list every morning; of who simply lives there the rent roll tells. */
export const isListed = ({ metric }: Count) => metric !== 'Leased Units' && metric !== requests;
