import type { Page } from 'playwright';
import { byCount, isoDate, LayoutChanged, readTable, redraw, turnPages } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { openPage } from './place.ts';

/** A row of the list under Maintenance. */
export interface Listed {
  number: string;
  description: string;
  property: string;
  status: string;
  created: string;
  link: string;
}

/** More pages than these are a matter for the report. */
const mostPages = 20;

/** All work orders, newest first, as the list under Maintenance has them: whole where it holds as many as its title says. */
export async function readWorkOrderList(page: Page): Promise<{ listed: Listed[]; whole: Completeness }> {
  await openPage(page, 'maintenance/service_requests', 'Work Orders');
  const next = page.locator('.pager a', { hasText: 'Next' });
  const { rows } = await turnPages({
    name: 'the list of work orders',
    read: () => readRows(page),
    key: ({ number }) => number,
    most: mostPages,
    next: async () => {
      if ((await next.count()) === 0) return false;
      await redraw(page.mainFrame(), () => next.click());
      return true;
    },
  });
  const titles = await page.locator('main h2').allTextContents();
  const [, stated] = /^([\d,]+) Work Orders$/.exec(titles[0]?.trim() ?? '') ?? [];
  if (stated === undefined) throw new LayoutChanged('The list does not say how many work orders there are.');
  return { listed: rows, whole: byCount(rows.length, Number(stated.replaceAll(',', ''))) };
}

async function readRows(page: Page): Promise<Listed[]> {
  const { rows } = await readTable(page, {
    name: 'the list of work orders',
    headings: '.js-work-orders thead th',
    rows: '.js-work-orders tbody tr',
    columns: {
      number: 'Number',
      description: 'Description',
      property: 'Property',
      status: 'Status',
      created: 'Created',
    },
  });
  return rows.map(({ cells, links }) => {
    if (links.number === undefined) throw new LayoutChanged('The list does not lead to its work orders.');
    return { ...cells, created: isoDate(cells.created, 'mdy'), link: links.number };
  });
}
