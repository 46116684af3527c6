import type { Page } from 'playwright';
import { LayoutChanged, nearest, NotFound } from 'sidedoor-mcp';
import { open } from './screen.ts';

/** Names that a search may ask for. */
export interface Names {
  queue?: string | undefined;
  status?: string | undefined;
  owner?: string | undefined;
}

/**
 * Search → Tickets → New Search: the form offers the queues, statuses and owners there are. RT itself searches for a queue
 * that does not exist, and finds 0 tickets in it.
 */
export class VocabularyPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** @throws NotFound with what there is, when RT knows a name not. */
  async expectAll(names: Names): Promise<void> {
    await open(this.#page, 'Search/Build.html?NewQuery=1');
    await this.#expect('queue', '.select-queue', names.queue);
    await this.#expect('status', '[name=ValueOfStatus]', names.status);
    await this.#expect('owner', '[name=ValueOfActor]', names.owner);
  }

  async #expect(kind: string, select: string, name: string | undefined): Promise<void> {
    if (name === undefined) return;
    const offered = await this.#page
      .locator(`select${select} > option`)
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    const known = offered.filter((value) => value !== '');
    if (known.length === 0) throw new LayoutChanged(`The search offers no ${kind} to choose from.`);
    if (known.some((each) => each.toLowerCase() === name.toLowerCase())) return;
    const similar = nearest(name, known, (each) => each);
    const shown = (similar.length > 0 ? similar : known).slice(0, mostShown).map(plain);
    throw new NotFound(`There is no ${kind} "${name}".`, { hint: `There are: ${shown.join(', ')}.` });
  }
}

const mostShown = 12;

/** "__Active__" → "active" */
const plain = (value: string) => /^__(\w+)__$/.exec(value)?.[1]?.toLowerCase() ?? value;
