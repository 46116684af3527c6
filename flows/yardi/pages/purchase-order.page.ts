import type { Page } from 'playwright';
import { amount, byFooting, insist, isoDate, LayoutChanged, screenDate, sum } from 'sidedoor-mcp';
import type { OutgoingRequest } from 'sidedoor-mcp';
import { isSave } from '../mutates.ts';
import { Content } from './content.ts';
import { fillIn, lookUp } from './fields.ts';
import { save, searchMark } from './saving.ts';

interface Line {
  property: string;
  description: string;
  account: string;
  quantity: string;
  unit_price: string;
}

interface NewOrder {
  vendor: string;
  description: string;
  order_date: string;
  required_by: string;
  lines: Line[];
}

const kind = { path: 'PO.aspx', key: '#Desctxt_TextBox' };
/** Of the cells of the grid; vendor facts. */
const cells = {
  property: 'PropIdLookup_PropId',
  description: 'podetdesc',
  account: 'AcctIdLookup_AcctId',
  quantity: 'qty',
  unit_price: 'tranunitprice',
  total: 'trantotal',
} as const;
const cellOf = (at: number, column: keyof typeof cells) => `DetailsGrid_DataTable_row${at}_${cells[column]}`;

/** Accounting → Add Purchase Order. Its lines are typed into the cells of a grid. */
export class PurchaseOrderForm {
  readonly #content: Content;

  private constructor(content: Content) {
    this.#content = content;
  }

  static async open(page: Page): Promise<PurchaseOrderForm> {
    return new PurchaseOrderForm(await Content.open(page, kind));
  }

  /** @throws NotFound */
  async fill(order: NewOrder, mark: string): Promise<void> {
    const content = this.#content;
    await lookUp(content, 'VendorLookup', order.vendor, 'payee');
    await insist('add rows', async () => {
      while ((await countRows(content)) < order.lines.length) {
        const before = await countRows(content);
        await content.postback('AddRow', () => content.root.locator('#AddRow_Button').click());
        if ((await countRows(content)) === before) return false;
      }
      return true;
    });
    const lines = order.lines.flatMap((line, at) =>
      (['property', 'description', 'account', 'quantity', 'unit_price'] as const).map(
        (column) => [cellOf(at, column), line[column]] as const,
      ),
    );
    // The header last: a total is drawn when the cursor has left the cells.
    await fillIn(content, {
      ...Object.fromEntries(lines),
      OrderDate_TextBox: screenDate(order.order_date, 'mdy', '/'),
      RequiredDate_TextBox: screenDate(order.required_by, 'mdy', '/'),
      Desctxt_TextBox: `${order.description} ${mark}`,
    });
  }

  /** The screen's own totals with what was typed. @throws LayoutChanged when the order is another one */
  async shown(order: NewOrder, mark: string) {
    const { complete: _whole, ...shown } = await recordOf(this.#content);
    const isTyped = (line: Line, at: number) => {
      const { unit_price, ...typed } = order.lines[at]!;
      const names = Object.keys(typed) as (keyof typeof typed)[];
      return line.unit_price === sum([unit_price]) && names.every((name) => line[name] === typed[name]);
    };
    const isWhole = shown.lines.length === order.lines.length && shown.lines.every(isTyped);
    if (shown.vendor !== order.vendor || !isWhole)
      throw new LayoutChanged('The purchase order shows other lines than were typed.');
    return { ...shown, description: shown.description.replace(mark, '').trim() };
  }

  sends(mark: string): (request: OutgoingRequest) => boolean {
    return isSave({ page: kind.path, target: 'savebutton', field: 'Desctxt:TextBox', mark });
  }

  save(): Promise<void> {
    return save(this.#content, 'savebutton', /^Purchase Order \d+$/, 'PageHeading_Label');
  }
}

/** Accounting → Review Purchase Orders, by its mark, and then its own page. */
export async function findPurchaseOrder(page: Page, mark: string) {
  const search = {
    path: 'POSearch.aspx',
    field: 'Desctxt_TextBox',
    grid: 'Orders',
    headings: ['PO #', 'Payee', 'Status', 'Description'],
  };
  const number = await searchMark(page, search, mark);
  if (number === null) return null;
  const content = await Content.open(page, kind, number);
  const record = await recordOf(content);
  if (!record.description.includes(mark))
    throw new LayoutChanged(`Purchase order ${number} is shown without its mark.`);
  return {
    number,
    status: await content.value('CommonWorkflow_lblWorkflowStatus_Label'),
    step: await content.value('CommonWorkflow_txtCurrentStep_Label'),
    ...record,
  };
}

const countRows = (content: Content) =>
  content.root.locator('[id^=DetailsGrid_DataTable_row][id$=_qty]').count();

/** @throws LayoutChanged unless the lines come to the total of the order. */
async function recordOf(content: Content) {
  const lines = [];
  for (let at = 0; at < (await countRows(content)); at++) {
    const value = (column: keyof typeof cells) => content.value(cellOf(at, column));
    lines.push({
      property: await value('property'),
      description: await value('description'),
      account: await value('account'),
      quantity: await value('quantity'),
      unit_price: amount(await value('unit_price')),
      total: amount(await value('total')),
    });
  }
  const total = amount(await content.value('TotalAmt_TextBox'));
  const complete = byFooting(
    lines.map((line) => line.total),
    total,
  );
  const wrong = lines.find(
    (line) => Math.abs(Number(line.quantity) * Number(line.unit_price) - Number(line.total)) > 0.0051,
  );
  if (!complete.proven || wrong)
    throw new LayoutChanged(`The purchase order does not come to its total ${total}.`);
  return {
    vendor: await content.value('VendorLookup_LookupCode'),
    description: await content.value('Desctxt_TextBox'),
    order_date: isoDate(await content.value('OrderDate_TextBox'), 'mdy'),
    required_by: isoDate(await content.value('RequiredDate_TextBox'), 'mdy'),
    lines,
    total,
    complete,
  };
}
