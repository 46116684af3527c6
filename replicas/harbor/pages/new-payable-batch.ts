import { firstOfMonth, usDate } from '../data/calendar.ts';
import type { Invoice, Records } from '../data/records.ts';
import { Save } from '../../saves/save.ts';
import type { WebForm } from '../web/web-form.ts';
import type { World } from '../world.ts';
import { goTo, isOpenedAgain } from './entry.ts';
import { offered } from './filters.ts';
import { codedOptions, noEntry, parseAmount, toInvoice } from './invoices.ts';
import type { Entry } from './invoices.ts';
import { drawBatchForm } from './payable-batch-form.ts';
import { dollars } from './money.ts';
import { totalOf, usMonth } from './payable-batches.ts';

interface Header {
  /** These as typed. */
  period: string;
  description: string;
  reference: string;
  controlTotal: string;
  controlCount: string;
  /** Code; what this form was opened with. */
  cashAccount: string;
}

export interface State extends Header {
  invoices: Invoice[];
  entry: Entry;
  message: string;
}

const blank = (world: World, cashAccount: string): State => ({
  period: usMonth(world.today.slice(0, 7)),
  description: '',
  reference: '',
  controlTotal: '',
  controlCount: '',
  cashAccount,
  invoices: [],
  entry: { ...noEntry, date: usDate(world.today) },
  message: '',
});

/** Entry of a batch of payables. Its invoices are kept in the page until the whole batch is posted at once. */
export const newPayableBatchPage: WebForm<State> = {
  path: 'NewPayableBatch.aspx',
  title: 'New Payable Batch',
  saves: ['btnPost'],

  fresh: ({ world }) => blank(world, isOpenedAgain(world, 'NewPayableBatch.aspx') ? '1015' : '1010'),

  on(state, { target, argument, field }, { world, session }) {
    if (target === 'lnkClear') return blank(world, state.cashAccount);
    if (target === 'btnCancel') return goTo('PayableBatches.aspx');
    const text = (name: string) => field(name).trim();
    const typed: State = {
      ...state,
      period: text('txtPeriod'),
      description: text('txtDescription'),
      reference: text('txtReference'),
      controlTotal: text('txtControlTotal'),
      controlCount: text('txtControlCount'),
      entry: {
        vendor: offered(codedOptions(world.records.vendors), text('ddlVendor')),
        invoice: text('txtInvoice'),
        date: text('txtInvoiceDate'),
        property: offered(codedOptions(world.records.buildings), text('ddlProperty')),
        account: offered(codedOptions(world.records.accounts), text('ddlAccount')),
        amount: text('txtAmount'),
        memo: text('txtRemarks'),
      },
      message: '',
    };
    if (target === 'grdLines') {
      const removed = Number(argument.split('$')[1]);
      return { ...typed, invoices: state.invoices.filter((_, index) => index !== removed) };
    }
    if (target === 'btnAddLine') {
      const invoice = toInvoice(typed.entry);
      if (typeof invoice === 'string') return { ...typed, message: invoice };
      // The date stays, for the next line.
      const entry = { ...noEntry, date: typed.entry.date };
      return { ...typed, invoices: [...state.invoices, invoice], entry };
    }
    const message = refusalOf(typed, world.today);
    if (message !== undefined) return { ...typed, message };
    return new Save<State>({
      kind: 'bill_batch',
      reference: typed.reference,
      write: () => post(world.records, typed, session.user, world.today),
      after: () => goTo('PayableBatches.aspx?saved=1'),
    });
  },

  draw: drawBatchForm,
};

/** Why a batch is not posted, in Harbor's words. */
function refusalOf(typed: State, today: string): string | undefined {
  const open = [today, firstOfMonth(today, 1)].map((day) => usMonth(day.slice(0, 7)));
  if (!/^\d\d\/\d{4}$/.test(typed.period)) return 'Post Month is not a valid month (MM/YYYY).';
  if (!open.includes(typed.period)) return `Post Month ${typed.period} is closed.`;
  if (typed.description === '') return 'Description is required.';
  if (typed.invoices.length === 0) return 'The batch has no payables.';
  if (Object.entries(typed.entry).some(([name, value]) => name !== 'date' && value !== ''))
    return 'Add or clear the line that is being entered first.';
  const total = totalOf(typed);
  if (parseAmount(typed.controlTotal) !== total)
    return `Control Total ${typed.controlTotal || '0.00'} does not agree with the batch total ${dollars(total)}.`;
  if (typed.controlCount !== String(typed.invoices.length))
    return `Control Count ${typed.controlCount || '0'} does not agree with the number of payables ${typed.invoices.length}.`;
  return undefined;
}

function post(records: Records, typed: State, by: string, today: string): string {
  const number = `B-${5001 + records.billBatches.length}`;
  const [month = '', year = ''] = typed.period.split('/');
  records.billBatches.push({
    number,
    period: `${year}-${month}`,
    description: typed.description,
    reference: typed.reference || null,
    cashAccount: typed.cashAccount,
    by,
    postedOn: today,
    invoices: typed.invoices,
  });
  return number;
}
