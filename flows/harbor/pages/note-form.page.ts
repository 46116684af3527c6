import { isSave } from '../mutates.ts';
import type { Content } from './content.ts';
import { shownIn } from './fields.ts';
import { assertTaken, assertWritable, pressSave, warningsOn } from './saving.ts';
import type { WorkOrderPage } from './work-order.page.ts';

/** "Add Note", below a work order. */
export class NoteForm {
  readonly #content: Content;
  readonly #order: WorkOrderPage;

  constructor(order: WorkOrderPage) {
    this.#order = order;
    this.#content = order.content;
  }

  async fill(note: string, mark: string): Promise<void> {
    await assertWritable(this.#content, 'btnAddNote');
    await this.#content.fill({ txtNote: note, txtNoteReference: mark });
  }

  async shown() {
    const { number, description, assignee } = await this.#order.read();
    const { note } = await shownIn(this.#content.frame, { note: 'txtNote' });
    return { work_order: number, description, assignee, note };
  }

  warnings(): Promise<string[]> {
    return warningsOn(this.#content);
  }

  sends(mark: string) {
    return isSave({ page: 'WorkOrder.aspx', button: 'btnAddNote', field: 'txtNoteReference', mark });
  }

  /** @throws Refused when Harbor does not take it. */
  async save(): Promise<void> {
    await pressSave(this.#content, 'btnAddNote');
    await assertTaken(this.#content);
  }
}
