import type { Page } from 'playwright';
import { isoDate, LayoutChanged } from 'sidedoor-mcp';
import type { OutgoingRequest } from 'sidedoor-mcp';
import { isSave } from '../mutates.ts';
import { Content } from './content.ts';
import { fillIn, lookUp } from './fields.ts';
import { save, searchMark } from './saving.ts';

interface NewWorkOrder {
  property: string;
  unit: string;
  description: string;
  category: string;
  priority: string;
  caller: string;
  access_notes: string;
}

const kind = { path: 'WorkOrder.aspx', key: '#AccessNotes_TextBox' };

/** Maintenance → Add Work Order. */
export class WorkOrderForm {
  readonly #content: Content;

  private constructor(content: Content) {
    this.#content = content;
  }

  static async open(page: Page): Promise<WorkOrderForm> {
    return new WorkOrderForm(await Content.open(page, kind));
  }

  /** The property first: it empties the unit. @throws NotFound */
  async fill(order: NewWorkOrder, mark: string): Promise<void> {
    await lookUp(this.#content, 'PropertyId', order.property, 'property');
    await lookUp(this.#content, 'UnitLookup', order.unit, 'unit');
    await fillIn(this.#content, {
      BriefDesc_TextBox: order.description,
      Category_DropDownList: order.category,
      Priority_DropDownList: order.priority,
      CallerName_TextBox: order.caller,
      AccessNotes_TextBox: `${order.access_notes} ${mark}`.trim(),
    });
  }

  async shown(mark: string) {
    const shown = await recordOf(this.#content);
    return { ...shown, access_notes: shown.access_notes.replace(mark, '').trim() };
  }

  sends(mark: string): (request: OutgoingRequest) => boolean {
    return isSave({ page: kind.path, target: 'Save', field: 'AccessNotes:TextBox', mark });
  }

  save(): Promise<void> {
    return save(this.#content, 'Save', /^Work Order \d+ has been saved$/);
  }
}

/** Maintenance → Review Work Orders, by its mark, and then its own page. */
export async function findWorkOrder(page: Page, mark: string) {
  const search = {
    path: 'WorkOrderSearch.aspx',
    field: 'AccessNotes_TextBox',
    grid: 'WorkOrders',
    headings: ['Work Order', 'Property', 'Unit', 'Status', 'Access Notes'],
  };
  const number = await searchMark(page, search, mark);
  if (number === null) return null;
  const content = await Content.open(page, kind, number);
  const record = await recordOf(content);
  if (!record.access_notes.includes(mark))
    throw new LayoutChanged(`Work order ${number} is shown without its mark.`);
  return {
    number,
    status: await content.value('Status_Label'),
    opened: isoDate(await content.value('CallDate_Label'), 'mdy'),
    ...record,
  };
}

async function recordOf(content: Content) {
  return {
    property: await content.value('PropertyId_LookupCode'),
    unit: await content.value('UnitLookup_LookupCode'),
    description: await content.value('BriefDesc_TextBox'),
    category: await content.value('Category_DropDownList'),
    priority: await content.value('Priority_DropDownList'),
    caller: await content.value('CallerName_TextBox'),
    access_notes: await content.value('AccessNotes_TextBox'),
  };
}
