import type { Page } from 'playwright';
import { InvalidInput, LayoutChanged, nearest, NotFound, Refused } from 'sidedoor-mcp';
import { FormFields } from './form-fields.ts';
import { MessageBox } from './message-box.ts';
import { open } from './screen.ts';
import { sendsForm, submit } from './submission.ts';
import type { Answer } from './submission.ts';

export interface NewTicket {
  subject: string;
  requestor?: string | undefined;
  /** Login name. */
  owner?: string | undefined;
  /** As RT's form wants it. */
  due: string | undefined;
  priority?: string | undefined;
  /** RT's name → value. */
  fields: Record<string, string | undefined>;
  message: string;
}

/** Home → Create Ticket. */
export class CreateFormPage {
  readonly sends = sendsForm('Create');
  readonly #page: Page;
  readonly #message: MessageBox;
  readonly #fields: FormFields;

  private constructor(page: Page) {
    this.#page = page;
    this.#message = new MessageBox(page, 'Content');
    this.#fields = new FormFields(page, 'form[name=TicketCreate]');
  }

  /**
   * Each queue has its own form, and choosing a queue in the form sends the form: so the queue is chosen by address.
   *
   * @throws NotFound with the queues there are; Refused when the login may create tickets in none.
   */
  static async open(page: Page, queue: string): Promise<CreateFormPage> {
    await openForm(page, 'Ticket/Create.html');
    const queues = await page
      .locator('form[name=TicketCreate] select[name=Queue] > option')
      .evaluateAll((options) =>
        options.map((option) => ({
          name: (option as HTMLOptionElement).text.trim(),
          key: (option as HTMLOptionElement).value,
          isChosen: (option as HTMLOptionElement).selected,
        })),
      );
    const wanted = queues.find(({ name }) => name.toLowerCase() === queue.trim().toLowerCase());
    if (!wanted) {
      const similar = nearest(queue, queues, ({ name }) => name);
      const shown = (similar.length > 0 ? similar : queues).slice(0, 12).map(({ name }) => name);
      throw new NotFound(`There is no queue "${queue}" to create tickets in.`, {
        hint: `There are: ${shown.join(', ') || 'none'}.`,
      });
    }
    if (!wanted.isChosen) await openForm(page, `Ticket/Create.html?Queue=${wanted.key}`);
    return new CreateFormPage(page);
  }

  async fill({ subject, requestor, owner, due, priority, fields, message }: NewTicket): Promise<void> {
    await this.#fields.text('Subject', subject);
    if (requestor !== undefined) await this.#setRequestor(requestor);
    if (owner !== undefined) await this.#fields.choose('Owner', owner, 'owner');
    for (const [name, value] of Object.entries(fields)) {
      if (value !== undefined) await this.#fields.custom(name, value);
    }
    await this.#message.write(message);
    if (priority === undefined && due === undefined) return;
    await this.#turnTo('details');
    if (priority !== undefined) await this.#fields.choose('InitialPriority', priority, 'priority');
    if (due !== undefined) {
      await this.#fields.text('Due', due);
      // Its calendar lies over what is below.
      await this.#page.keyboard.press('Escape');
    }
    await this.#turnTo('basics');
  }

  /** What stands in the form. */
  async values(): Promise<Record<string, string>> {
    return {
      queue: await this.#fields.chosen('Queue'),
      subject: await this.#fields.value('Subject'),
      requestors: await this.#fields.value('Requestors'),
      owner: await this.#fields.chosen('Owner'),
      priority: await this.#fields.chosen('InitialPriority'),
      due: await this.#fields.value('Due'),
      ...(await this.#fields.customs()),
      message: await this.#message.text(),
    };
  }

  /** What RT says to it. */
  submit(): Promise<Answer> {
    return submit(this.#page, 'TicketCreate');
  }

  /** The form has two leaves. The links to them are in a menu that folds itself away on a narrow screen. */
  async #turnTo(leaf: 'basics' | 'details'): Promise<void> {
    await this.#page.locator(`a[href="#${leaf}"]`).first().dispatchEvent('click');
    await this.#page.locator(`#Ticket-Create-${leaf}:not(.hidden)`).waitFor({ state: 'attached' });
  }

  /** RT puts the login itself there; a widget hides the field and keeps it. */
  async #setRequestor(address: string): Promise<void> {
    const field = this.#page.locator('form[name=TicketCreate] input[name=Requestors]');
    await this.#page.waitForFunction(isWidget);
    await field.evaluate(setOnly, address);
    if ((await field.inputValue()) !== address) throw new InvalidInput(`RT takes no requestor "${address}".`);
  }
}

async function openForm(page: Page, address: string): Promise<void> {
  const { kind, says } = await open(page, address);
  if (kind === 'error') throw new Refused(`RT says: "${says}"`);
  if ((await page.locator('form[name=TicketCreate]').count()) !== 1)
    throw new LayoutChanged('The form of a new ticket did not come.');
}

interface Widget {
  selectize?: { clear(): void; addOption(option: object): void; addItem(value: string): void };
}

/** Runs in the page. */
function isWidget(): boolean {
  const field: (Widget & Element) | null = document.querySelector(
    'form[name=TicketCreate] input[name=Requestors]',
  );
  return field?.selectize !== undefined;
}

/** Runs in the page: what typing an address and a comma does. */
function setOnly(field: Widget & Element, address: string): void {
  field.selectize?.clear();
  field.selectize?.addOption({ value: address, text: address, label: address });
  field.selectize?.addItem(address);
}
