import type { Page } from 'playwright';
import { amount, byFooting, insist, LayoutChanged, Refused, sum } from 'sidedoor-mcp';
import type { OutgoingRequest } from 'sidedoor-mcp';
import { isSave } from '../mutates.ts';
import { Content } from './content.ts';
import { fillIn, lookUp } from './fields.ts';
import { readGrid } from './grid.ts';
import { save, searchMark } from './saving.ts';

/** A kind of batch with control totals. Amounts are decimal strings, dates ISO. */
export interface BatchKind<Line extends { amount: string }> {
  /** As the control totals and the grid have it: "Payable", "Payables". */
  one: string;
  many: string;
  /** A line in a few words, for messages. */
  called: (line: Line) => string;
  /** Codes that are looked up, each by its field and in words; then what is only typed. */
  codes: (line: Line) => (readonly [field: string, code: string, what: string])[];
  fields: (line: Line) => Record<string, string>;
  headings: string[];
  /** @throws LayoutChanged */
  toLine: (cells: string[]) => Line;
  /** YYYY-MM as it is typed, and back. */
  month: { typed: (month: string) => string; read: (text: string) => string };
}

interface Header {
  description: string;
  post_month: string;
  control_total: string;
  /** Code of the bank, where the kind has one. */
  bank?: string;
}

const pageOf = (one: string) => ({ path: `${one}Batch.aspx`, key: '#BatchDesc_TextBox' });
const bankField = 'BankLookup_LookupCode';

/** Accounting or Residents → Add … Batch. All is kept in the page until it is posted. */
export class BatchForm<Line extends { amount: string }> {
  readonly #content: Content;
  readonly #kind: BatchKind<Line>;

  private constructor(content: Content, kind: BatchKind<Line>) {
    this.#content = content;
    this.#kind = kind;
  }

  static async open<Line extends { amount: string }>(page: Page, kind: BatchKind<Line>) {
    return new BatchForm(await Content.open(page, pageOf(kind.one)), kind);
  }

  /** One after the other; each stands in the grid before the next is typed. @throws NotFound, Refused */
  async add(lines: Line[]): Promise<void> {
    const { called, many } = this.#kind;
    for (const [at, line] of lines.entries()) {
      await insist(`add ${called(line)}`, async () => {
        const { length } = await this.#lines();
        if (length === at + 1) return true;
        if (length !== at)
          throw new LayoutChanged(`The batch has ${length} ${many.toLowerCase()} where ${at} were added.`);
        await this.#addOne(line);
        return (await this.#lines()).length === at + 1;
      });
      const shown = (await this.#lines())[at];
      if (!shown || !isSame(shown, line))
        throw new LayoutChanged(`${called(line)} stands differently in the batch.`);
    }
  }

  async #addOne(line: Line): Promise<void> {
    const { codes, fields, called } = this.#kind;
    const content = this.#content;
    for (const [field, code, what] of codes(line)) await lookUp(content, field, code, what);
    await fillIn(content, fields(line));
    await content.postback('Add', () => content.root.locator('#Add_Button').click());
    const says = await content.message();
    if (says !== '' && !this.#isValid(says)) throw new Refused(`Yardi says of ${called(line)}: "${says}"`);
  }

  /** @param count How many lines the batch has to have. */
  async fillHeader(header: Header, count: number, mark: string): Promise<void> {
    const { many, month } = this.#kind;
    if (header.bank !== undefined) await lookUp(this.#content, 'BankLookup', header.bank, 'bank');
    await fillIn(this.#content, {
      BatchDesc_TextBox: header.description,
      Notes_TextBox: mark,
      PostMonth_TextBox: month.typed(header.post_month),
      [`TotalOf${many}_TextBox`]: header.control_total,
      [`NumberOf${many}_TextBox`]: String(count),
    });
  }

  /** @throws Refused with what Yardi finds wrong: nothing has been posted. */
  async validate(): Promise<void> {
    const says = await insist('validate the batch', async () => {
      await this.#content.postback('Validate', () => this.#content.root.locator('#Validate_Button').click());
      return this.#content.message();
    });
    // A page that posts itself back meanwhile takes the answer away; posting checks the same, and refuses in the same words.
    if (says !== '' && !this.#isValid(says)) throw new Refused(`Yardi says: "${says}"`);
  }

  #isValid(says: string): boolean {
    return says === `${this.#kind.one} is valid`;
  }

  /** The screen's own sums beside the control totals that were typed. @throws LayoutChanged when they differ */
  async shown() {
    const { many } = this.#kind;
    const value = (id: string) => this.#content.value(id);
    const lines = await this.#lines();
    const shown = {
      batch_description: await value('BatchDesc_TextBox'),
      post_month: await value('PostMonth_TextBox'),
      ...(await bankOf(this.#content)),
      control_total: amount(await value(`TotalOf${many}_TextBox`)),
      control_count: await value(`NumberOf${many}_TextBox`),
      [many.toLowerCase()]: lines,
      total: amount(await value('BatchTotal_Label')),
    };
    if (shown.total !== shown.control_total || shown.control_count !== String(lines.length))
      throw new LayoutChanged(
        `The batch comes to ${shown.total}, its control total is ${shown.control_total}.`,
      );
    return shown;
  }

  sends(mark: string): (request: OutgoingRequest) => boolean {
    const { path } = pageOf(this.#kind.one);
    return isSave({ page: path, target: 'Post', field: 'Notes:TextBox', mark });
  }

  post(): Promise<void> {
    return save(this.#content, 'Post', /^Batch \d+ has been posted$/);
  }

  #lines(): Promise<Line[]> {
    return linesOf(this.#content, this.#kind);
  }
}

/** The batch that carries a mark in its notes, by Review … Batches and then its own page. */
export async function findBatch<Line extends { amount: string }>(
  page: Page,
  kind: BatchKind<Line>,
  mark: string,
) {
  const search = {
    path: `${kind.one}BatchSearch.aspx`,
    field: 'Notes_TextBox',
    grid: 'Batches',
    headings: ['Batch', 'Batch Description', 'Notes'],
  };
  const batch = await searchMark(page, search, mark);
  if (batch === null) return null;
  const content = await Content.open(page, pageOf(kind.one), batch);
  const lines = await linesOf(content, kind);
  const total = amount(await content.value('BatchTotal_Label'));
  const complete = byFooting(
    lines.map((one) => one.amount),
    total,
  );
  if ((await content.value('Notes_TextBox')) !== mark || !complete.proven)
    throw new LayoutChanged(`Yardi does not show the whole of batch ${batch}.`);
  const header = {
    batch,
    description: await content.value('BatchDesc_TextBox'),
    post_month: kind.month.read(await content.value('PostMonth_TextBox')),
    ...(await bankOf(content)),
    mark,
  };
  return { header, lines, total, complete };
}

/** Of a kind that has a bank. */
async function bankOf(content: Content): Promise<{ bank?: string }> {
  const hasBank = (await content.root.locator(`#${bankField}`).count()) > 0;
  return hasBank ? { bank: await content.value(bankField) } : {};
}

async function linesOf<Line extends { amount: string }>(content: Content, kind: BatchKind<Line>) {
  const rows = await readGrid(content.root, kind.many, kind.headings);
  return rows.map((cells) => kind.toLine(cells));
}

/** 5 and 5.00 are the same. */
function isSame<Line extends { amount: string }>(one: Line, other: Line): boolean {
  const names = Object.keys(other) as (keyof Line)[];
  return names.every((name) =>
    name === 'amount' ? sum([one.amount]) === sum([other.amount]) : one[name] === other[name],
  );
}
