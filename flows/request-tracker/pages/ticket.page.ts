import type { Page } from 'playwright';
import { LayoutChanged, NotFound, Refused } from 'sidedoor-mcp';
import type { Calendar } from './dates.ts';
import { open } from './screen.ts';

/** A ticket as its page shows it. Instants are UTC. */
export interface Ticket {
  id: number;
  subject: string;
  queue: string;
  status: string;
  priority: string;
  owner: string | null;
  requestors: string[];
  cc: string[];
  created: string;
  starts: string | null;
  due: string | null;
  resolved: string | null;
  custom_fields: { name: string; values: string[] }[];
}

/** Ticket → Display. */
export class TicketPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /**
   * A ticket that was merged into another shows that one, with its number.
   *
   * @throws NotFound when there is none; Refused when the login may not see it.
   */
  async read(id: number, calendar: Calendar): Promise<Ticket> {
    await openTicket(this.#page, 'Display', id);
    const shown = await this.#page.evaluate(readTicket);
    const number = /^#(\d+): ?/.exec(shown.heading);
    const row = (name: string) => {
      const values = shown.rows[name];
      if (!values) throw new LayoutChanged(`Ticket ${id} shows no ${name}.`);
      return values;
    };
    const one = (name: string) => row(name)[0] ?? '';
    if (!number || one('id') !== number[1])
      throw new LayoutChanged(`No ticket ${id} came, but "${shown.heading}".`);
    const owner = one('owner');
    return {
      id: Number(number[1]),
      subject: shown.heading.slice(number[0].length),
      queue: one('queue'),
      status: one('status'),
      priority: one('priority').split('/')[0] ?? '',
      owner: isNobody(owner) ? null : loginName(owner),
      requestors: row('requestors').map(mailAddress),
      cc: row('cc').map(mailAddress),
      created: calendar.instant(one('created')) ?? '',
      starts: calendar.instant(one('starts')),
      due: calendar.instant(one('due')),
      resolved: calendar.instant(one('resolved')),
      custom_fields: shown.fields,
    };
  }
}

/** Opens a page of one ticket, and says why when there is none. */
export async function openTicket(page: Page, name: string, id: number, more = ''): Promise<void> {
  const { kind, says } = await open(page, `Ticket/${name}.html?id=${id}${more}`);
  if (kind !== 'error') return;
  if (says.startsWith('Could not load ticket')) throw new NotFound(`There is no ticket ${id}.`);
  throw new Refused(`RT says: "${says}"`);
}

/** "ana.ruiz (Ana Ruiz)" → "ana.ruiz"; who has no name to sign in with is shown by address: "<x@example.test>". */
export const loginName = (shown: string) => mailAddress(shown).replace(/ \([^()]*\)$/, '');

const mailAddress = (shown: string) => /^<(.*)>$/.exec(shown)?.[1] ?? shown;

export const isNobody = (shown: string) => /^Nobody( in particular)?( \(.*\))?$/.test(shown);

/** Runs in the page. What can be edited stands there twice: as text, and as a form that is folded away. */
function readTicket() {
  const clean = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  const rows: Record<string, string[]> = {};
  const fields: { name: string; values: string[] }[] = [];
  for (const row of document.querySelectorAll('.ticket-summary .form-row:not(form *)')) {
    const value = row.querySelector(':scope > .value');
    const label = clean(row.querySelector(':scope > .label')?.textContent).replace(/:$/, '');
    if (!value) continue;
    if (row.classList.contains('custom-field')) {
      const items = [...value.querySelectorAll('.cf-values > li')].map((item) => clean(item.textContent));
      const values = items.length > 0 ? items : [clean(value.textContent)];
      fields.push({ name: label, values: value.classList.contains('no-value') ? [] : values });
      continue;
    }
    const people = [...value.querySelectorAll('.user, .group')].map((person) => clean(person.textContent));
    for (const name of [
      'id',
      'status',
      'priority',
      'queue',
      'owner',
      'requestors',
      'cc',
      'created',
      'starts',
      'due',
      'resolved',
    ]) {
      if (row.classList.contains(name))
        rows[name] ??= people.length > 0 || /requestors|cc/.test(name) ? people : [clean(value.textContent)];
    }
  }
  return { heading: clean(document.querySelector('#header h1')?.textContent), rows, fields };
}
