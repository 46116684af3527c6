import { screenDate } from 'sidedoor-mcp';
import { isSave } from '../mutates.ts';
import type { Content } from './content.ts';
import { choiceOf, shownIn } from './fields.ts';
import { assertTaken, assertWritable, pressSave, warningsOn } from './saving.ts';
import type { WorkOrderPage } from './work-order.page.ts';

export interface NewStatus {
  status: string;
  /** ISO date. */
  completed?: string | undefined;
  assignee?: string | undefined;
}

/** "Change Status", below a work order. */
export class StatusForm {
  readonly #content: Content;
  readonly #order: WorkOrderPage;

  constructor(order: WorkOrderPage) {
    this.#order = order;
    this.#content = order.content;
  }

  /** @throws NotFound when there is nobody of that name to assign it to. */
  async fill({ status, completed, assignee }: NewStatus, mark: string): Promise<void> {
    await assertWritable(this.#content, 'btnChangeStatus');
    const { frame } = this.#content;
    await this.#content.fill({
      ddlNewStatus: status,
      txtCompleted: completed ? screenDate(completed, 'mdy', '/') : '',
      ddlAssignee: await choiceOf(frame, 'ddlAssignee', assignee, 'assignee'),
      txtStatusReference: mark,
    });
  }

  async shown() {
    const { number, description, status, assignee } = await this.#order.read();
    const typed = await shownIn(this.#content.frame, {
      new_status: 'ddlNewStatus',
      completion_date: 'txtCompleted',
      assigned_to: 'ddlAssignee',
    });
    return { work_order: number, description, status, assignee, ...typed };
  }

  warnings(): Promise<string[]> {
    return warningsOn(this.#content);
  }

  sends(mark: string) {
    return isSave({ page: 'WorkOrder.aspx', button: 'btnChangeStatus', field: 'txtStatusReference', mark });
  }

  /** @throws Refused when Harbor's rules do not allow it. */
  async save(): Promise<void> {
    await pressSave(this.#content, 'btnChangeStatus');
    await assertTaken(this.#content);
  }
}
