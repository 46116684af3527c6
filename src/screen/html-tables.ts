import type { Cell } from './cell.ts';

/** A token of HTML: a comment or a script, which say nothing, a tag, or text. */
const token =
  /<!--[^]*?(?:-->|$)|<(script|style|title)\b[^]*?<\/\1\s*>|<(\/?)([a-z][a-z0-9:]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|([^<]+|<)/gi;

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  pound: '£',
  euro: '€',
  eacute: 'é',
  copy: '©',
};

interface OpenTable {
  rows: Cell[][];
  /** The texts of the cell that is open. */
  cell: string[] | undefined;
  span: number;
}

/** More columns than a sheet has; a span of more is a mistake of the page. */
const widest = 1_000;

/**
 * The tables of an HTML page, as software writes them that calls a page ".xls". A table within a table is one of its own.
 * Every cell is text; one that spans n columns counts n times, so that the ones after it stand where they belong.
 */
export function htmlTables(html: string): Cell[][][] {
  const done: OpenTable[] = [];
  const open: OpenTable[] = [];
  const endCell = (table: OpenTable | undefined) => {
    if (!table?.cell) return;
    const row = table.rows.at(-1) ?? table.rows[table.rows.push([]) - 1];
    row?.push(table.cell.join(''), ...Array.from({ length: table.span - 1 }, () => null));
    table.cell = undefined;
  };
  for (const [, , slash, name = '', attributes = '', text] of html.matchAll(token)) {
    const table = open.at(-1);
    if (text !== undefined) table?.cell?.push(decoded(text).replace(/[\t\r\n ]+/g, ' '));
    switch (`${slash ?? ''}${name.toLowerCase()}`) {
      case 'table':
        done.push(open[open.push({ rows: [], cell: undefined, span: 1 }) - 1] as OpenTable);
        break;
      case '/table':
        endCell(open.pop());
        break;
      case 'tr':
        endCell(table);
        table?.rows.push([]);
        break;
      case 'td':
      case 'th':
        endCell(table);
        if (table) Object.assign(table, { cell: [], span: spanOf(attributes) });
        break;
      case '/td':
      case '/th':
      case '/tr':
        endCell(table);
        break;
      case 'br':
        table?.cell?.push('\n');
        break;
    }
  }
  return done.map(({ rows }) => rows);
}

const spanOf = (attributes: string) =>
  Math.min(widest, Math.max(1, Number(/\bcolspan\s*=\s*["']?(\d+)/i.exec(attributes)?.[1] ?? 1)));

function decoded(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return entities[name] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
