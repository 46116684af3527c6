import type { Page } from 'playwright';
import { byAll, byCount, isoDate, isoDateOrNull, LayoutChanged, NotFound } from 'sidedoor-mcp';
import { priorities, statuses } from '../work-order.ts';
import type { WorkOrderRecord } from '../work-order.ts';
import { assertPage, openPage } from './place.ts';
import { oneOf, textOrNull } from './reading.ts';
import { suggestionsFor } from './suggestions.ts';

/** Opens a work order by its number, "8014-1": service request and order, a vendor fact. */
export async function openWorkOrder(page: Page, number: string): Promise<void> {
  await openPage(page, '.', 'Dashboard');
  const hits = await suggestionsFor(page, 'input[placeholder="Search"]', number);
  const hit = hits.find(({ label, href }) => label === number && href.includes('/work_orders/'));
  if (!hit) throw new NotFound(`AppFolio has no work order ${number}.`);
  await openPage(page, hit.href, `Work Order ${number}`);
}

/** Reads the work order on the screen, by hooks that are vendor facts. A scheduled one has another layout. */
export async function readWorkOrder(page: Page): Promise<WorkOrderRecord> {
  await assertPage(page, /^Work Order \d+-\d+$/);
  const shown = await page.locator('main').evaluate((main) => {
    const text = (selector: string) => main.querySelector(selector)?.textContent.trim() ?? '';
    const count = (heading: string) => {
      const titles = [...main.querySelectorAll('h2')].map((one) => one.textContent.trim());
      const title = titles.find((one) => one.startsWith(`${heading} (`));
      return title === undefined ? -1 : Number(/\((\d+)\)$/.exec(title)?.[1] ?? -1);
    };
    return {
      number: text('.js-work-order-number'),
      status: text('.js-status-label'),
      priority: text('.js-service-request-header-priority'),
      description: text('.js-service-request-title'),
      property: text('.js-property-name'),
      unit: text('.js-unit-name'),
      tenant: text('a.js-contact-card-name-link'),
      phone: text('.js-contact-card-phone'),
      vendor: text('.js-vendor-contact-card'),
      assignees: text('.js-assignee-name'),
      permission: text('.js-service-request-header-permission-to-enter'),
      instructions: text('.js-work-order-vendor-instructions'),
      schedule: text('.js-work-order-schedule'),
      isUnscheduled: main.querySelector('.js-work-order-not-scheduled-warning') !== null,
      created: text('.js-service-request-header-created-on'),
      completed: text('.js-work-order-completed-on'),
      notes: [...main.querySelectorAll('#notes-list .note')].map((note) => ({
        date: note.querySelector('.js-note-date')?.textContent.trim() ?? '',
        by: note.querySelector('.js-note-by')?.textContent.trim() ?? '',
        text: note.querySelector('.js-note-body')?.textContent.trim() ?? '',
      })),
      log: [...main.querySelectorAll('.js-actions-log tr')].map((row) => {
        const [date = '', by = '', ...words] = [...row.children].map((cell) => cell.textContent.trim());
        return { date, by, text: words.join(' ') };
      }),
      counts: { notes: count('Notes'), log: count('Actions Log') },
    };
  });
  if (shown.isUnscheduled === (shown.schedule !== ''))
    throw new LayoutChanged(`${shown.number} is neither scheduled nor unscheduled on the screen.`);
  const dated = <Entry extends { date: string }>(entry: Entry) => ({
    ...entry,
    date: isoDate(entry.date, 'mdy'),
  });
  return {
    number: shown.number,
    status: oneOf(statuses, shown.status, 'status'),
    priority: oneOf(priorities, shown.priority, 'priority'),
    description: shown.description,
    property: shown.property,
    unit: textOrNull(shown.unit),
    tenant: textOrNull(shown.tenant),
    tenant_phone: textOrNull(shown.phone),
    vendor: textOrNull(shown.vendor),
    assignees: textOrNull(shown.assignees),
    permission_to_enter: shown.permission,
    instructions: textOrNull(shown.instructions),
    scheduled: textOrNull(shown.schedule.replace(/\s+/g, ' ').replace(/^Scheduled for /, '')),
    created: isoDate(shown.created, 'mdy'),
    completed: isoDateOrNull(shown.completed, 'mdy'),
    notes: shown.notes.map(dated),
    log: shown.log.map(dated),
    complete: byAll(
      byCount(shown.notes.length, shown.counts.notes),
      byCount(shown.log.length, shown.counts.log),
    ),
  };
}
