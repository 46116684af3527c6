import { amount, insist, LayoutChanged, Refused, screenDate } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import type { NewInvoice } from '../bill-batch.ts';
import type { Content } from './content.ts';
import { choiceOf, fillIn, shownIn } from './fields.ts';
import { Grid } from './grid.ts';

/** The invoices of a batch, in the form or in the posted one. */
export class InvoiceLines {
  readonly #content: Content;
  readonly #grid;

  constructor(content: Content, grid: string) {
    this.#content = content;
    this.#grid = new Grid(content, grid, 'the invoices of the batch', {
      vendor: 'Vendor',
      invoice_number: 'Invoice No.',
      invoice_date: 'Date',
      building: 'Property',
      gl_account: 'GL Account',
      amount: 'Amount',
      remarks: 'Remarks',
    });
  }

  async read() {
    return (await this.#grid.read()).rows.map(({ cells }) => cells);
  }

  /** How many there are, and what they come to by Harbor's own total. */
  async totals(): Promise<{ count: number; amounts: string[]; total: string; whole: Completeness }> {
    const { rows, stated, totals } = await this.#grid.read();
    if (totals?.gl_account !== 'Batch Total') throw new LayoutChanged('The batch does not show its total.');
    return {
      count: stated,
      amounts: rows.map(({ cells }) => amount(cells.amount)),
      total: amount(totals.amount),
      whole: await this.#grid.provenBy(rows.length, stated),
    };
  }

  /** Adds the n-th one, and sees that it stands there. A form that was drawn anew meanwhile has forgotten what was typed. */
  async add(invoice: NewInvoice, n: number): Promise<void> {
    const { frame } = this.#content;
    const [vendor, building, account] = [
      await choiceOf(frame, 'ddlVendor', invoice.vendor, 'vendor'),
      await choiceOf(frame, 'ddlProperty', invoice.building, 'building'),
      await choiceOf(frame, 'ddlAccount', invoice.gl_account, 'GL account'),
    ];
    const date = screenDate(invoice.invoice_date, 'mdy', '/');
    await insist(`add the invoice ${invoice.invoice_number}`, async () => {
      if ((await this.read()).length === n) return true;
      await fillIn(frame, {
        ddlVendor: vendor,
        txtInvoice: invoice.invoice_number,
        txtInvoiceDate: date,
        ddlProperty: building,
        ddlAccount: account,
        txtAmount: invoice.amount,
        txtRemarks: invoice.remarks ?? '',
      });
      await this.#content.postback(() => frame.locator('#btnAddLine').click());
      const { says, typed } = await shownIn(frame, { says: 'lblMessage', typed: 'txtInvoice' });
      if (says !== '' && typed === invoice.invoice_number)
        throw new Refused(`Harbor says of invoice ${invoice.invoice_number}: "${says}"`);
      return (await this.read()).length === n;
    });
    const line = (await this.read()).at(-1);
    const stands =
      line?.vendor.startsWith(`${vendor} - `) &&
      line.invoice_number === invoice.invoice_number &&
      line.invoice_date === date &&
      line.building === building &&
      line.gl_account.startsWith(`${account} - `) &&
      amount(line.amount) === invoice.amount;
    if (!stands)
      throw new LayoutChanged(`Invoice ${invoice.invoice_number} stands differently in the batch.`);
  }
}
