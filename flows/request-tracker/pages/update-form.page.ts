import type { Page } from 'playwright';
import { InvalidInput, LayoutChanged, nearest, NotFound, Refused } from 'sidedoor-mcp';
import { MessageBox } from './message-box.ts';
import { sendsForm, submit } from './submission.ts';
import type { Answer } from './submission.ts';
import { isNobody, loginName, openTicket } from './ticket.page.ts';

/** A choice of a select: what it says, and what it sends. */
interface Choice {
  label: string;
  value: string;
}

/** Ticket → Comment, Reply or Resolve: one form for a message, a status and an owner. */
export class UpdateFormPage {
  readonly id: number;
  readonly subject: string;
  readonly sends = sendsForm('Update');
  readonly #page: Page;
  readonly #message: MessageBox;

  private constructor(page: Page, id: number, subject: string) {
    this.id = id;
    this.subject = subject;
    this.#page = page;
    this.#message = new MessageBox(page, 'UpdateContent');
  }

  static async open(
    page: Page,
    id: number,
    action: 'Comment' | 'Respond' = 'Comment',
  ): Promise<UpdateFormPage> {
    await openTicket(page, 'Update', id, `&Action=${action}`);
    const shown = await page.evaluate(() => ({
      id: document.querySelector<HTMLInputElement>('form[name=TicketUpdate] input[name=id]')?.value ?? '',
      heading: document.querySelector('#header h1')?.textContent?.replace(/\s+/g, ' ').trim() ?? '',
    }));
    const [, number, subject] = /^Update ticket #(\d+): ?(.*)$/.exec(shown.heading) ?? [];
    if (number === undefined || number !== shown.id) {
      throw new LayoutChanged(
        `The form to update ticket ${id} did not come, but "${shown.heading.slice(0, 80)}".`,
      );
    }
    if (Number(number) !== id) {
      throw new InvalidInput(`Ticket ${id} was merged into ticket ${number}.`, {
        hint: `Call again with ${number}, if that is meant.`,
      });
    }
    return new UpdateFormPage(page, id, subject ?? '');
  }

  /** @throws Refused when the login may write no message of that kind. */
  async write(text: string, kind: 'comment' | 'reply'): Promise<void> {
    const type = kind === 'reply' ? 'response' : 'private';
    const offered = await this.#choices('UpdateType');
    if (!offered.some(({ value }) => value === type)) {
      throw new Refused(`RT offers this login no ${kind} on ticket ${this.id}.`, {
        hint: 'Tell the user; an administrator of RT can grant the right.',
      });
    }
    await this.#select('UpdateType').selectOption(type);
    await this.#message.write(text);
  }

  /** Chooses an owner; answers the one before and the new one, by login name. Null is nobody. */
  async assign(owner: string | null): Promise<{ from: string | null; to: string | null; key: string }> {
    const choices = await this.#choices('Owner');
    const before = unchanged(choices);
    const from = isNobody(before) ? null : loginName(before);
    const people = choices.filter(({ value }) => value !== '');
    const wanted = people.find(({ label }) =>
      owner === null ? isNobody(label) : loginName(label).toLowerCase() === owner.trim().toLowerCase(),
    );
    if (!wanted) {
      const similar = nearest(owner ?? 'Nobody', people, ({ label }) => label).map(({ label }) => label);
      throw new NotFound(`Nobody called "${owner ?? 'Nobody'}" can own ticket ${this.id}.`, {
        hint: similar.length > 0 ? `Similar: ${similar.join('; ')}.` : 'Give a login name, e.g. ana.ruiz.',
      });
    }
    const to = isNobody(wanted.label) ? null : loginName(wanted.label);
    if (to === from) throw nothingToDo(`Ticket ${this.id} belongs to ${to ?? 'nobody'} already.`);
    await this.#select('Owner').selectOption(wanted.value);
    return { from, to, key: wanted.value };
  }

  /** Chooses a status; answers the one before. */
  async setStatus(status: string): Promise<{ from: string; to: string }> {
    const choices = await this.#choices('Status');
    const from = unchanged(choices);
    if (from === status) throw nothingToDo(`Ticket ${this.id} is ${status} already.`);
    if (!choices.some(({ value }) => value === status)) {
      const offered = choices.map(({ value }) => value).filter((value) => value !== '' && value !== from);
      throw new Refused(`RT does not let ticket ${this.id} go from ${from} to ${status}.`, {
        hint: `It offers: ${offered.join(', ') || 'nothing'}.`,
      });
    }
    await this.#select('Status').selectOption(status);
    return { from, to: status };
  }

  /** What stands in the form. */
  async values(): Promise<{ message: string; status: string; owner: string; kind: string }> {
    const chosen = (name: string) =>
      this.#select(name).evaluate(
        (select: HTMLSelectElement) => select.selectedOptions[0]?.text.trim() ?? '',
      );
    return {
      message: await this.#message.text(),
      status: await chosen('Status'),
      owner: await chosen('Owner'),
      kind: await chosen('UpdateType'),
    };
  }

  /** What RT says to it. */
  submit(): Promise<Answer> {
    return submit(this.#page, 'TicketUpdate');
  }

  #select(name: string) {
    return this.#page.locator(`form[name=TicketUpdate] select[name=${name}]`);
  }

  async #choices(name: string): Promise<Choice[]> {
    return this.#select(name)
      .locator('option')
      .evaluateAll((options) =>
        options.map((option) => ({
          label: (option as HTMLOptionElement).text.trim(),
          value: (option as HTMLOptionElement).value,
        })),
      );
  }
}

/** "open (Unchanged)" → "open" */
function unchanged(choices: Choice[]): string {
  const label = choices.find(({ value }) => value === '')?.label ?? '';
  const now = /^(.*) \(Unchanged\)$/.exec(label)?.[1];
  if (now === undefined)
    throw new LayoutChanged(`"${label.slice(0, 40)}" stands where the present value should be.`);
  return now;
}

const nothingToDo = (message: string) => new Refused(message, { hint: 'Nothing is to be done.' });
