import { html } from 'hono/html';
import type { Records } from '../data/records.ts';
import { Save } from '../../saves/save.ts';
import { button, grid, row, textBox } from '../web/controls.ts';
import type { Fields, Markup } from '../web/controls.ts';
import type { FormPage, Shown, Visit } from '../web/form-page.ts';
import { cents, money } from '../web/format.ts';
import type { SaveKind } from '../world.ts';

/** What stands above the lines of a batch. */
interface BatchHeader {
  description: string;
  /** Free text, in which batches are found again. */
  notes: string;
  postMonth: string;
  user: string;
}

/** One kind of batch with control totals, such as payables. */
export interface BatchSpec<Line extends { amount: number }> {
  /** "PayableBatch": of its pages, the one to enter and the one to search. */
  name: string;
  /** "Payable" and "Payables", as titles, control totals and the grid have it. */
  one: string;
  many: string;
  kind: SaveKind;
  /** The fields of one line, and those of the header that only this kind has. */
  entry: Fields;
  header: Fields;
  headerRows: (fields: Fields, visit: Visit) => Markup[];
  entryRows: (fields: Fields, visit: Visit) => Markup[];
  headings: string[];
  cells: (line: Line, records: Records) => string[];
  /** How its months are typed, and read; empty for anything else. */
  month: { show: (month: string) => string; read: (text: string) => string; as: string };
  toLine: (records: Records, fields: Fields) => Line | string;
  fault: (fields: Fields, records: Records) => string | undefined;
  posted: (records: Records) => (BatchHeader & { number: string })[];
  linesOf: (records: Records, number: string) => Line[];
  /** Fields of the kind's own header, of a batch that is there. */
  headerOf: (records: Records, number: string) => Fields;
  /** Keeps a batch; answers its number. */
  keep: (records: Records, header: BatchHeader, lines: Line[], fields: Fields) => string;
  next: (records: Records) => string;
}

/** Entry of a batch, all kept in the page until it is posted; or with `Id` one that is posted. */
export function batchPage<Line extends { amount: number }>(spec: BatchSpec<Line>): FormPage {
  const { one, many } = spec;
  const total = `TotalOf${many}_TextBox`;
  const number = `NumberOf${many}_TextBox`;
  const title = `${one} Batch`;
  const blank: Fields = {
    BatchDesc_TextBox: '',
    Notes_TextBox: '',
    PostMonth_TextBox: '',
    [total]: '',
    [number]: '',
    ...spec.header,
    ...spec.entry,
    lines: '[]',
  };
  const linesIn = (fields: Fields) => JSON.parse(fields['lines'] ?? '[]') as Line[];
  const sumOf = (lines: Line[]) => lines.reduce((sum, { amount }) => sum + amount, 0);

  /** Why a batch cannot be posted as it is. */
  const fault = (fields: Fields, records: Records): string | undefined => {
    const lines = linesIn(fields);
    if (lines.length === 0) return `The batch has no ${many.toLowerCase()}`;
    if (spec.month.read(fields['PostMonth_TextBox'] ?? '') === '')
      return `Post Month must be ${spec.month.as}`;
    if (cents(fields[total] ?? '') !== sumOf(lines)) return 'Batch total does not match the control total';
    if (fields[number] !== String(lines.length))
      return `Number of ${many.toLowerCase()} does not match the batch`;
    return spec.fault(fields, records);
  };
  const posting = (fields: Fields, { world, session }: Visit) =>
    new Save<Shown, SaveKind>({
      kind: spec.kind,
      reference: fields['Notes_TextBox'] ?? '',
      write() {
        const header = {
          description: fields['BatchDesc_TextBox'] ?? '',
          notes: fields['Notes_TextBox'] ?? '',
          postMonth: spec.month.read(fields['PostMonth_TextBox'] ?? ''),
          user: session.user,
        };
        return spec.keep(world.records, header, linesIn(fields), fields);
      },
      after: (batch) => ({
        fields: blank,
        message: `Batch ${batch ?? spec.next(world.records)} has been posted`,
      }),
    });

  return {
    path: `${spec.name}.aspx`,
    title: (_fields, { query }) => (query('Id') ? `${title} ${query('Id')}` : title),
    saves: 'Post',
    fresh({ world: { records }, query }) {
      const there = spec.posted(records).find((batch) => batch.number === query('Id'));
      if (!there) return blank;
      const lines = spec.linesOf(records, there.number);
      return {
        ...blank,
        ...spec.headerOf(records, there.number),
        BatchDesc_TextBox: there.description,
        Notes_TextBox: there.notes,
        PostMonth_TextBox: spec.month.show(there.postMonth),
        [total]: money(sumOf(lines)),
        [number]: String(lines.length),
        lines: JSON.stringify(lines),
      };
    },
    body(fields, visit) {
      const lines = linesIn(fields);
      const rows = lines.map((line) => spec.cells(line, visit.world.records));
      return html`<table class="filter">
          ${row('Batch Description', textBox(fields, 'BatchDesc_TextBox', { width: 40 }))}
          ${row('Notes', textBox(fields, 'Notes_TextBox', { width: 40 }))}
          ${row('Post Month', textBox(fields, 'PostMonth_TextBox', { width: 8 }))}
          ${spec.headerRows(fields, visit)} ${row(`Total of ${many}`, textBox(fields, total))}
          ${row(`Number of ${many}`, textBox(fields, number, { width: 6 }))}
        </table>
        ${grid(many, spec.headings, rows)}
        <div class="remark">
          <span id="BatchCount_Label">${lines.length}</span> ${many.toLowerCase()}, total
          <span id="BatchTotal_Label">${money(sumOf(lines))}</span>
        </div>
        ${
          visit.query('Id')
            ? ''
            : html`<table class="filter">
                  ${spec.entryRows(fields, visit)}
                </table>
                <div class="buttons">
                  ${button('Add_Button', `Add ${one}`)} ${button('Validate_Button', 'Validate')}
                  ${button('Post_Button', 'Post')}
                </div>`
        }`;
    },
    post(target, shown, visit) {
      const { fields } = shown;
      const { records } = visit.world;
      const isValid = `${one} is valid`;
      if (visit.query('Id')) return shown;
      if (target === 'Add') {
        const line = spec.toLine(records, fields);
        if (typeof line === 'string') return { fields, message: line };
        const lines = JSON.stringify([...linesIn(fields), line]);
        return { fields: { ...fields, ...spec.entry, lines }, message: isValid };
      }
      const says = fault(fields, records);
      if (target === 'Validate') return { fields, message: says ?? isValid };
      if (target !== 'Post') return shown;
      return says === undefined ? posting(fields, visit) : { fields, message: says };
    },
  };
}

/** Finds batches by words in their notes. */
export function batchSearch<Line extends { amount: number }>({
  name,
  one,
  posted,
}: BatchSpec<Line>): FormPage {
  return {
    path: `${name}Search.aspx`,
    title: `${one} Batch Search`,
    fresh: () => ({ Notes_TextBox: '', searched: '' }),
    body(fields, { world }) {
      const found = posted(world.records).filter(({ notes }) =>
        notes.includes(fields['Notes_TextBox'] ?? ''),
      );
      const rows = found.map(({ number, description, notes }) => [
        html`<a href="${name}.aspx?Id=${number}&_=${number}">${number}</a>`,
        description,
        notes,
      ]);
      return html`<table class="filter">
          ${row('Notes', textBox(fields, 'Notes_TextBox', { width: 30 }))}
        </table>
        <div class="buttons">${button('Search_Button', 'Search')}</div>
        ${
          fields['searched'] === 'yes'
            ? html`<div class="remark" id="Count_Label">${found.length} records</div>
                ${grid('Batches', ['Batch', 'Batch Description', 'Notes'], rows)}`
            : ''
        }`;
    },
    post: (target, { fields }) => ({ fields: { ...fields, searched: target === 'Search' ? 'yes' : '' } }),
  };
}
