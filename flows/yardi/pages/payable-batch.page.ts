import type { Page } from 'playwright';
import { amount, byFooting, insist, isoDate, LayoutChanged, Refused, sum } from 'sidedoor-mcp';
import type { OutgoingRequest } from 'sidedoor-mcp';
import { isSave } from '../mutates.ts';
import { Content } from './content.ts';
import { fillIn, lookUp } from './fields.ts';
import { readGrid } from './grid.ts';
import { save, searchMark } from './saving.ts';

interface Payable {
  vendor: string;
  invoice: string;
  /** ISO dates. */
  invoice_date: string;
  due_date: string;
  property: string;
  account: string;
  amount: string;
  remarks: string;
}

interface Header {
  description: string;
  post_month: string;
  control_total: string;
  payables: Payable[];
}

const kind = { path: 'PayableBatch.aspx', key: '#TotalOfPayables_TextBox' };
const headings = [
  'Payee',
  'Name',
  'Invoice Number',
  'Inv Date',
  'Due Date',
  'Property',
  'Account',
  'Total Amount',
  'Remarks',
];

/** Accounting → Add Payable Batch. Dates are typed as mmddyy, months as mmyy; a vendor fact. */
export class PayableBatchForm {
  readonly #content: Content;

  private constructor(content: Content) {
    this.#content = content;
  }

  static async open(page: Page): Promise<PayableBatchForm> {
    return new PayableBatchForm(await Content.open(page, kind));
  }

  /** One after the other; each stands in the grid before the next is typed. @throws NotFound, Refused */
  async add(payables: Payable[]): Promise<void> {
    for (const [at, payable] of payables.entries()) {
      await insist(`add the invoice ${payable.invoice}`, async () => {
        const { length } = await linesOf(this.#content);
        if (length === at + 1) return true;
        if (length !== at)
          throw new LayoutChanged(`The batch has ${length} payables where ${at} were added.`);
        await this.#addOne(payable);
        return (await linesOf(this.#content)).length === at + 1;
      });
      const line = (await linesOf(this.#content))[at];
      if (JSON.stringify(line) !== JSON.stringify(inOrder(payable)))
        throw new LayoutChanged(`Invoice ${payable.invoice} stands differently in the batch.`);
    }
  }

  async #addOne(payable: Payable): Promise<void> {
    const content = this.#content;
    await lookUp(content, 'PayeeLookup', payable.vendor, 'payee');
    await lookUp(content, 'PropIdLookup', payable.property, 'property');
    await lookUp(content, 'AcctIdLookup', payable.account, 'account');
    await fillIn(content, {
      InvoiceNum_TextBox: payable.invoice,
      TotalAmt_TextBox: payable.amount,
      InvDate_TextBox: mmddyy(payable.invoice_date),
      DueDate_TextBox: mmddyy(payable.due_date),
      Remarks_TextBox: payable.remarks,
    });
    await content.postback('Add', () => content.root.locator('#Add_Button').click());
    const says = await content.message();
    if (says !== '' && says !== 'Payable is valid')
      throw new Refused(`Yardi says of invoice ${payable.invoice}: "${says}"`);
  }

  fillHeader({ description, post_month, control_total, payables }: Header, mark: string): Promise<void> {
    return fillIn(this.#content, {
      BatchDesc_TextBox: description,
      Notes_TextBox: mark,
      PostMonth_TextBox: post_month.slice(5) + post_month.slice(2, 4),
      TotalOfPayables_TextBox: control_total,
      NumberOfPayables_TextBox: String(payables.length),
    });
  }

  /** @throws Refused with what Yardi finds wrong: nothing has been posted. */
  async validate(): Promise<void> {
    const says = await insist('validate the batch', async () => {
      await this.#content.postback('Validate', () => this.#content.root.locator('#Validate_Button').click());
      return this.#content.message();
    });
    // A page that posts itself back meanwhile takes the answer away; posting checks the same, and refuses in the same words.
    if (says !== '' && says !== 'Payable is valid') throw new Refused(`Yardi says: "${says}"`);
  }

  /** The screen's own sums beside the control totals that were typed. @throws LayoutChanged when they differ */
  async shown() {
    const shown = {
      batch_description: await this.#content.value('BatchDesc_TextBox'),
      post_month: await this.#content.value('PostMonth_TextBox'),
      control_total: amount(await this.#content.value('TotalOfPayables_TextBox')),
      control_count: await this.#content.value('NumberOfPayables_TextBox'),
      payables: await linesOf(this.#content),
      total: amount(await this.#content.value('BatchTotal_Label')),
    };
    if (shown.total !== shown.control_total || shown.control_count !== String(shown.payables.length))
      throw new LayoutChanged(
        `The batch comes to ${shown.total}, its control total is ${shown.control_total}.`,
      );
    return shown;
  }

  sends(mark: string): (request: OutgoingRequest) => boolean {
    return isSave({ page: kind.path, target: 'Post', field: 'Notes:TextBox', mark });
  }

  post(): Promise<void> {
    return save(this.#content, 'Post', /^Batch \d+ has been posted$/);
  }
}

/** Accounting → Review Payable Batches, by the mark in its notes, and then its own page. */
export async function findBatch(page: Page, mark: string) {
  const search = {
    path: 'PayableBatchSearch.aspx',
    field: 'Notes_TextBox',
    grid: 'Batches',
    headings: ['Batch', 'Batch Description', 'Notes'],
  };
  const batch = await searchMark(page, search, mark);
  if (batch === null) return null;
  const content = await Content.open(page, kind, batch);
  const month = await content.value('PostMonth_TextBox');
  const payables = await linesOf(content);
  const total = amount(await content.value('BatchTotal_Label'));
  const complete = byFooting(
    payables.map((one) => one.amount),
    total,
  );
  if ((await content.value('Notes_TextBox')) !== mark || !complete.proven)
    throw new LayoutChanged(`Yardi does not show the whole of batch ${batch}.`);
  const description = await content.value('BatchDesc_TextBox');
  return {
    batch,
    description,
    post_month: `20${month.slice(2)}-${month.slice(0, 2)}`,
    mark,
    payables,
    total,
    complete,
  };
}

async function linesOf(content: Content): Promise<Payable[]> {
  const rows = await readGrid(content.root, 'Payables', headings);
  return rows.map(
    ([
      vendor = '',
      ,
      invoice = '',
      date = '',
      due = '',
      property = '',
      account = '',
      total = '',
      remarks = '',
    ]) => ({
      vendor,
      invoice,
      invoice_date: isoOf(date),
      due_date: isoOf(due),
      property,
      account,
      amount: amount(total),
      remarks,
    }),
  );
}

const inOrder = ({
  vendor,
  invoice,
  invoice_date,
  due_date,
  property,
  account,
  amount,
  remarks,
}: Payable): Payable => ({
  vendor,
  invoice,
  invoice_date,
  due_date,
  property,
  account,
  amount: sum([amount]),
  remarks,
});

const mmddyy = (day: string) => day.slice(5, 7) + day.slice(8, 10) + day.slice(2, 4);

const isoOf = (text: string) => isoDate(text.replace(/^(\d\d)(\d\d)(\d\d)$/, '$1/$2/$3'), 'mdy');
