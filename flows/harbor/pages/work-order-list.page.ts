import type { Page } from 'playwright';
import { insist, LayoutChanged } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { toWorkOrder } from '../work-order.ts';
import type { WorkOrder } from '../work-order.ts';
import { Content } from './content.ts';
import { Grid } from './grid.ts';
import { PropertyFilter } from './property-filter.ts';

export interface WorkOrderFilter {
  status?: WorkOrder['status'] | undefined;
  building?: string | undefined;
  /** Whole; case does not count. */
  reference?: string | undefined;
}

/** Maintenance → Work Orders. */
export class WorkOrderList {
  readonly #content: Content;
  readonly #properties: PropertyFilter;
  readonly #grid;
  #searched: WorkOrderFilter = {};

  private constructor(content: Content) {
    this.#content = content;
    this.#properties = new PropertyFilter(content);
    this.#grid = new Grid(content, 'grdWorkOrders', 'the list of work orders', {
      number: 'No.',
      opened: 'Opened',
      due: 'Due',
      building: 'Property',
      unit: 'Unit',
      category: 'Category',
      priority: 'Priority',
      status: 'Status',
      description: 'Brief Description',
      assignee: 'Assigned To',
      completed: 'Completed',
    });
  }

  static async open(page: Page): Promise<WorkOrderList> {
    return new WorkOrderList(await Content.open(page, 'WorkOrders.aspx', 'Work Orders'));
  }

  /**
   * Searches, and reads back what was searched for. The property goes first: choosing it forgets the rest.
   *
   * @throws NotFound when there is no such building.
   */
  async search({ status, building, reference }: WorkOrderFilter): Promise<void> {
    const { frame } = this.#content;
    const property = await this.#properties.find(building);
    const criteria = `Property = ${property.label}; Status = ${status ?? '(All)'}${reference ? `; Reference = ${reference}` : ''}`;
    this.#searched = { status, building: property.code };
    if ((await this.#content.text('#lblCriteria')) === criteria) return;
    await this.#properties.choose(property);
    await insist(`search for "${criteria}"`, async () => {
      await frame.locator('#ddlStatus').selectOption(status ?? '');
      await frame.locator('#txtReference').fill(reference ?? '');
      await this.#content.postback(() => frame.locator('#btnSearch').click());
      return (await this.#content.text('#lblCriteria')) === criteria;
    });
  }

  /** All pages of what was searched for. */
  async read(): Promise<{ orders: WorkOrder[]; whole: Completeness }> {
    const { status, building } = this.#searched;
    const { rows, whole } = await this.#grid.readAll('number');
    const orders = rows.map(({ cells }) => toWorkOrder(cells));
    const stray = orders.find(
      (order) => (status && order.status !== status) || (building && order.building !== building),
    );
    if (stray)
      throw new LayoutChanged(`Harbor lists ${stray.number}, which does not fit what was searched for.`);
    return { orders, whole };
  }
}
