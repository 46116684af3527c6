import type { Page } from 'playwright';
import { amount, assertLegible, insist, isoDate, isoDateOrNull, LayoutChanged, NotFound } from 'sidedoor-mcp';
import { onlyOne } from '../only-one.ts';
import { statuses, toWorkOrder } from '../work-order.ts';
import type { StatusChange, WorkOrderNote, WorkOrderRecord } from '../work-order.ts';
import { Content } from './content.ts';
import { Grid } from './grid.ts';
import { oneOf, textOrNull } from './reading.ts';

/** One work order. */
export class WorkOrderPage {
  readonly content: Content;

  private constructor(content: Content) {
    this.content = content;
  }

  /** @throws NotFound when there is none of that number. */
  static async open(page: Page, number: string): Promise<WorkOrderPage> {
    const address = `WorkOrder.aspx?no=${encodeURIComponent(number)}`;
    const content = await Content.open(page, address, 'Work Order');
    const says = content.frame.locator('#lblMessage', { hasText: 'is not on file' });
    if ((await says.count()) > 0) throw new NotFound(`Harbor says: "${(await says.innerText()).trim()}"`);
    return new WorkOrderPage(content);
  }

  async read(): Promise<WorkOrderRecord> {
    const label = await this.#labels();
    const building = label('Property').split(' - ')[0] ?? '';
    return {
      ...toWorkOrder({
        number: label('Work Order'),
        status: label('Status'),
        priority: label('Priority'),
        category: label('Category'),
        building,
        unit: label('Unit'),
        description: label('Brief Description'),
        opened: label('Opened'),
        due: label('Due'),
        completed: label('Completed'),
        assignee: label('Assigned To'),
      }),
      tenant: textOrNull(label('Tenant')),
      access_notes: textOrNull(label('Access Notes')),
      reference: textOrNull(label('Reference')),
      trip_charge: amount(label('Trip Charge')),
    };
  }

  /** The note with a mark; null where there certainly is none. */
  async note(mark: string): Promise<WorkOrderNote | null> {
    const cells = await this.#marked(mark, 'grdNotes', 'the list of notes', {
      date: 'Date',
      by: 'By',
      reference: 'Reference',
      note: 'Note',
    });
    return cells && { ...cells, work_order: await this.#number(), date: isoDate(cells.date, 'mdy') };
  }

  /** Likewise, the change of its status. */
  async statusChange(mark: string): Promise<StatusChange | null> {
    const cells = await this.#marked(mark, 'grdHistory', 'the status history', {
      date: 'Date',
      by: 'By',
      from: 'From',
      to: 'To',
      completed: 'Completed',
      assignee: 'Assigned To',
      reference: 'Reference',
    });
    return (
      cells && {
        work_order: await this.#number(),
        date: isoDate(cells.date, 'mdy'),
        by: cells.by,
        from: oneOf(statuses, cells.from, 'status'),
        to: oneOf(statuses, cells.to, 'status'),
        completed: isoDateOrNull(cells.completed, 'mdy'),
        assignee: textOrNull(cells.assignee),
        reference: cells.reference,
      }
    );
  }

  /** Every row is looked at: in a list whose cells stand elsewhere than it says, a mark is not where it is looked for. */
  async #marked<Column extends string>(
    mark: string,
    id: string,
    name: string,
    columns: Record<Column | 'date' | 'reference', string>,
  ): Promise<Record<Column | 'date' | 'reference', string> | null> {
    const grid = new Grid(this.content, id, name, columns);
    const { rows, stated } = await grid.read();
    const all = rows.map(({ cells }) => cells);
    const found = all.filter(({ reference }) => reference === mark);
    const strays = all.filter((cells) => !found.includes(cells) && Object.values(cells).includes(mark));
    if (strays.length > 0)
      throw new LayoutChanged(`The reference ${mark} stands in another column of ${name}.`);
    for (const { date } of all) isoDate(date, 'mdy');
    return onlyOne(found, await grid.provenBy(rows.length, stated), mark);
  }

  async #number(): Promise<string> {
    return (await this.#labels())('Work Order');
  }

  async #labels(): Promise<(name: string) => string> {
    const pairs = await insist('show the work order', () =>
      this.content.frame
        .locator('.detail.record tr')
        .evaluateAll((rows) =>
          rows.map((row) => [...row.children].map((cell) => cell.textContent.trim()) as [string, string]),
        ),
    );
    const values = new Map(pairs);
    assertLegible([...values.values()]);
    return (name) => {
      const value = values.get(name);
      if (value === undefined) throw new LayoutChanged(`The work order does not show its "${name}".`);
      return value;
    };
  }
}
