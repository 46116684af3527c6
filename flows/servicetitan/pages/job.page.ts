import type { Page } from 'playwright';
import { amount, isoDate, LayoutChanged } from 'sidedoor-mcp';
import { dayOnBoard } from './board.page.ts';
import { assertWhole, Grid } from './grid.ts';
import { fits, labelForm, statusForm, windowOf } from './reading.ts';
import { factsOf, openRoute, signedIn } from './screen.ts';

const fields = [
  'Job #',
  'Status',
  'Customer',
  'Customer ID',
  'Phone',
  'Location',
  'Job Type',
  'Business Unit',
  'Campaign',
  'Priority',
  'Summary',
  'Invoice #',
  'Invoice Status',
  'Total',
  'Balance',
] as const;

export interface Entry {
  at: string;
  by: string;
  text: string;
}

/** The page of a job, of the older half of the application. */
export class JobPage {
  readonly #page: Page;
  readonly #facts: Record<string, string>;

  private constructor(page: Page, facts: Record<string, string>) {
    this.#page = page;
    this.#facts = facts;
  }

  /** @throws NotFound */
  static async open(page: Page, number: string): Promise<JobPage> {
    await openRoute(page, `/Job/Index/${number}`, `Job ${number}`);
    const facts = await factsOf(page, fields);
    if (facts['Job #'] !== number)
      throw new LayoutChanged(`Job ${facts['Job #']} is shown instead of ${number}.`);
    return new JobPage(page, facts);
  }

  read() {
    const text = (name: (typeof fields)[number]) => this.#facts[name] ?? '';
    return {
      number: text('Job #'),
      status: fits(/^(Scheduled|In Progress|Completed|Hold|Canceled)$/, text('Status'), 'status'),
      type: text('Job Type'),
      business_unit: text('Business Unit'),
      campaign: text('Campaign'),
      priority: text('Priority'),
      summary: text('Summary'),
      customer: text('Customer'),
      customer_id: fits(/^\d+$/, text('Customer ID'), 'customer'),
      phone: text('Phone'),
      location: text('Location'),
      invoice: fits(/^\d+$/, text('Invoice #'), 'invoice'),
      invoice_status: fits(/^(Pending|Posted|Exported)$/, text('Invoice Status'), 'status'),
      total: amount(text('Total')),
      balance: amount(text('Balance')),
    };
  }

  async appointments() {
    const columns = {
      label: 'Appointment',
      date: 'Date',
      window: 'Arrival Window',
      technicians: 'Technicians',
      status: 'Status',
    };
    const grid = new Grid(this.#page, 'appointments', columns, {
      date: ({ label, date }) => dayOnBoard(this.#page, label.slice(1), date),
    });
    const { rows, whole } = await grid.readAll(({ label }) => label);
    const appointments = rows.map(({ label, date, window, technicians, status }) => ({
      appointment: fits(labelForm, label, 'appointment').slice(1),
      date: isoDate(date, 'mdy'),
      window: windowOf(window),
      technicians: technicians === '' ? [] : technicians.split(', '),
      status: fits(statusForm, status, 'status'),
    }));
    return { appointments, whole };
  }

  /** The entry of the history that carries a mark. */
  async historyWith(mark: string): Promise<Entry | undefined> {
    return entryWith(this.#page, 'history', mark);
  }
}

/**
 * A mark is of a write of our own, so that who signed in wrote it.
 *
 * @throws LayoutChanged when the list is not whole and has no such entry.
 */
export async function entryWith(page: Page, list: string, mark: string): Promise<Entry | undefined> {
  const grid = new Grid(page, list, { at: 'When', text: 'Text' });
  const { rows, whole } = await grid.readAll((_row, at) => String(at));
  const found = rows.find(({ text }) => text.includes(mark));
  if (!found) assertWhole(whole);
  return found && { text: found.text, at: isoDate(found.at, 'mdy'), by: await signedIn(page) };
}
