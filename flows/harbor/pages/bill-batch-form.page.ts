import type { Page } from 'playwright';
import { amount, LayoutChanged, sum } from 'sidedoor-mcp';
import type { NewInvoice } from '../bill-batch.ts';
import { screenMonth } from '../bill-batch.ts';
import { isSave } from '../mutates.ts';
import { Content } from './content.ts';
import { shownIn } from './fields.ts';
import { InvoiceLines } from './invoice-lines.ts';
import { assertTaken, assertWritable, pressSave, warningsOn } from './saving.ts';

export interface BatchHeader {
  /** "2026-11" */
  post_month: string;
  description: string;
}

/** Payables → New Payable Batch: its lines stay in the page until the batch is posted. */
export class BillBatchForm {
  readonly #content: Content;
  readonly #lines: InvoiceLines;

  private constructor(content: Content) {
    this.#content = content;
    this.#lines = new InvoiceLines(content, 'grdLines');
  }

  static async open(page: Page): Promise<BillBatchForm> {
    const content = await Content.open(page, 'NewPayableBatch.aspx', 'New Payable Batch');
    await assertWritable(content, 'btnPost');
    return new BillBatchForm(content);
  }

  /** @throws NotFound or Refused when Harbor does not know what an invoice names, or does not take the line. */
  async addInvoices(invoices: NewInvoice[]): Promise<void> {
    for (const [index, invoice] of invoices.entries()) await this.#lines.add(invoice, index + 1);
  }

  /**
   * The header, with the control totals that the invoices come to.
   *
   * @throws LayoutChanged when Harbor's own totals are others.
   */
  async fillHeader(header: BatchHeader, invoices: NewInvoice[], mark: string): Promise<void> {
    const total = sum(invoices.map((invoice) => invoice.amount));
    const count = String(invoices.length);
    const entered = await shownIn(this.#content.frame, { total: 'lblBatchTotal', count: 'lblBatchCount' });
    if (amount(entered.total) !== total || entered.count !== count) {
      throw new LayoutChanged(
        `${count} invoices of ${total} were entered, but Harbor has ${entered.count} of ${entered.total}.`,
      );
    }
    await this.#content.fill({
      txtPeriod: screenMonth(header.post_month),
      txtDescription: header.description,
      txtControlTotal: total,
      txtControlCount: count,
      txtReference: mark,
    });
  }

  async shown() {
    const header = await shownIn(this.#content.frame, {
      post_month: 'txtPeriod',
      description: 'txtDescription',
      control_total: 'txtControlTotal',
      control_count: 'txtControlCount',
      batch_total: 'lblBatchTotal',
      batch_count: 'lblBatchCount',
      cash_account: 'lblCashAccount',
    });
    return { ...header, invoices: await this.#lines.read() };
  }

  warnings(): Promise<string[]> {
    return warningsOn(this.#content);
  }

  sends(mark: string) {
    return isSave({ page: 'NewPayableBatch.aspx', button: 'btnPost', field: 'txtReference', mark });
  }

  /** Harbor goes to the list when it has posted, and stays where it is when it has not. @throws Refused then. */
  async post(): Promise<void> {
    await pressSave(this.#content, 'btnPost', ['Payable Batches']);
    await assertTaken(this.#content);
  }
}
