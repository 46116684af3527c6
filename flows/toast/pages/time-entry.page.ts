import type { Page } from 'playwright';
import { amount, isoDate, isoDateTime } from 'sidedoor-mcp';
import type { OutgoingRequest } from 'sidedoor-mcp';
import { openPage } from '../restaurant.ts';
import { assertMayEdit, save, savedIn } from './editor.ts';
import { count, textOf } from './reading.ts';
import { arrive } from './sight.ts';
import { onScreenTime } from './values.ts';

const title = 'Edit Time Entry';

/** What may be edited. Times are the restaurant's own, "2026-11-19T16:15:00". */
export interface EntryTimes {
  in: string;
  out: string;
  cash_tips: string;
}

export interface EntryShown extends EntryTimes {
  restaurant: string;
  number: string;
  employee: string;
  job: string;
  date: string;
  regular_hours: string;
  overtime_hours: string;
  pay: string;
  /** How often it was edited, by Toast's own audit. */
  edits: number;
}

/** Labor → Time entries → an entry. What is saved there holds at once (a vendor fact). */
export class TimeEntryPage {
  readonly #page: Page;
  readonly #restaurant: string;
  readonly #path: string;

  private constructor(page: Page, restaurant: string, number: string) {
    this.#page = page;
    this.#restaurant = restaurant;
    this.#path = `timeentries/${number}`;
  }

  static async open(page: Page, restaurant: string, number: string): Promise<TimeEntryPage> {
    const screen = new TimeEntryPage(page, restaurant, number);
    await openPage(page, screen.#path, title, restaurant);
    return screen;
  }

  async read(): Promise<EntryShown> {
    const text = (id: string) => textOf(this.#page, `#${id}`);
    const saved = (id: string) => savedIn(this.#page, id);
    return {
      restaurant: this.#restaurant,
      number: await text('entry-number'),
      employee: await text('entry-employee'),
      job: await text('entry-job'),
      date: isoDate(await text('entry-date'), 'mdy'),
      in: isoDateTime(await saved('inDate'), 'mdy'),
      out: isoDateTime(await saved('outDate'), 'mdy'),
      cash_tips: amount(await saved('cashTips')),
      regular_hours: amount(await text('entry-regular')),
      overtime_hours: amount(await text('entry-overtime')),
      pay: amount(await text('entry-pay')),
      edits: count(await text('audit-count')),
    };
  }

  /** Answers what the fields have then. @throws Refused when this login may not edit entries. */
  async fill(times: EntryTimes): Promise<EntryTimes> {
    await assertMayEdit(this.#page);
    const field = async (id: string, text: string) => {
      await this.#page.locator(`#${id}`).fill(text);
      return this.#page.locator(`#${id}`).inputValue();
    };
    return {
      in: isoDateTime(await field('inDate', onScreenTime(times.in)), 'mdy'),
      out: isoDateTime(await field('outDate', onScreenTime(times.out)), 'mdy'),
      cash_tips: amount(await field('cashTips', times.cash_tips)),
    };
  }

  sends(times: EntryTimes) {
    const { pathname } = new URL(this.#page.url());
    return ({ method, url, form }: OutgoingRequest) =>
      method === 'POST' &&
      url.pathname === pathname &&
      form.get('inDate') === onScreenTime(times.in) &&
      form.get('outDate') === onScreenTime(times.out) &&
      form.get('cashTips') === times.cash_tips;
  }

  /** @throws Refused with Toast's words when it does not take it. */
  save(): Promise<void> {
    return save(this.#page, () => arrive(this.#page, title), { button: '#save-entry' });
  }
}
