import type { Page } from 'playwright';
import { screenDate } from 'sidedoor-mcp';
import type { OutgoingRequest } from 'sidedoor-mcp';
import { isSave } from '../mutates.ts';
import { Content } from './content.ts';
import { choiceOf, shownIn } from './fields.ts';
import { PropertyFilter } from './property-filter.ts';
import { assertTaken, assertWritable, pressSave, warningsOn } from './saving.ts';

export interface NewWorkOrder {
  building: string;
  unit: string;
  category: string;
  priority: string;
  description: string;
  access_notes?: string | undefined;
  /** ISO date. */
  due?: string | undefined;
  assignee?: string | undefined;
}

/** Maintenance → New Work Order. */
export class WorkOrderForm {
  readonly #content: Content;

  private constructor(content: Content) {
    this.#content = content;
  }

  static async open(page: Page): Promise<WorkOrderForm> {
    const content = await Content.open(page, 'NewWorkOrder.aspx', 'New Work Order');
    await assertWritable(content, 'btnSave');
    return new WorkOrderForm(content);
  }

  /**
   * The property goes first: choosing it lists its units, and forgets the rest.
   *
   * @throws NotFound when there is no such building, unit, category or person.
   */
  async fill(order: NewWorkOrder, mark: string): Promise<void> {
    const { frame } = this.#content;
    const properties = new PropertyFilter(this.#content);
    await properties.choose(await properties.find(order.building));
    await this.#content.fill({
      ddlUnit: await choiceOf(frame, 'ddlUnit', order.unit, 'unit'),
      ddlCategory: await choiceOf(frame, 'ddlCategory', order.category, 'category'),
      ddlPriority: order.priority,
      txtBrief: order.description,
      txtAccess: order.access_notes ?? '',
      txtDue: order.due ? screenDate(order.due, 'mdy', '/') : '',
      ddlAssignee: await choiceOf(frame, 'ddlAssignee', order.assignee, 'assignee'),
      txtReference: mark,
    });
  }

  shown() {
    return shownIn(this.#content.frame, {
      property: 'ddlProperty',
      unit: 'ddlUnit',
      category: 'ddlCategory',
      priority: 'ddlPriority',
      brief_description: 'txtBrief',
      access_notes: 'txtAccess',
      due_date: 'txtDue',
      assigned_to: 'ddlAssignee',
      trip_charge: 'lblTripCharge',
    });
  }

  warnings(): Promise<string[]> {
    return warningsOn(this.#content);
  }

  sends(mark: string): (request: OutgoingRequest) => boolean {
    return isSave({ page: 'NewWorkOrder.aspx', button: 'btnSave', field: 'txtReference', mark });
  }

  /**
   * Answers the number that it was given, where Harbor tells it.
   *
   * @throws Refused when Harbor does not take it.
   */
  async save(): Promise<string | undefined> {
    await pressSave(this.#content, 'btnSave');
    const says = await assertTaken(this.#content, /^Work order WO-\d+ has been saved\.$/);
    return /WO-\d+/.exec(says)?.[0];
  }
}
