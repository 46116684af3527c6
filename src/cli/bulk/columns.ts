import { InvalidInput } from '../../errors.ts';
import type { Field } from '../run/fields.ts';
import { isEmpty } from './sheet.ts';
import type { Sheet } from './sheet.ts';

/** What the caller says about columns. */
export interface ColumnWishes {
  /** Field → heading. */
  map: Record<string, string>;
  /** Field → the same text in every row. */
  set: Record<string, string>;
  /** Headings. */
  ignore: string[];
  keyColumn: string | undefined;
}

/** Which cell goes into which field. */
export interface Columns {
  fields: { field: Field; index: number }[];
  constants: { field: Field; text: string }[];
  keyIndex: number | undefined;
}

/** Case, spaces, underscores and hyphens make no difference between a heading and a field. */
const bare = (name: string) => name.toLowerCase().replaceAll(/[\s_-]/g, '');

/**
 * Finds a column for every field. Nothing is guessed: a column that belongs to no field is an error until it is mapped
 * or ignored.
 *
 * @throws InvalidInput that names the columns and the fields.
 */
export function matchColumns(sheet: Sheet, fields: Field[], wishes: ColumnWishes): Columns {
  const { headings } = sheet;
  const column = (heading: string, option: string): number => {
    const exact = headings.indexOf(heading.trim());
    const index = exact === -1 ? headings.findIndex((each) => bare(each) === bare(heading)) : exact;
    if (index !== -1) return index;
    throw new InvalidInput(`${option}: there is no column "${heading}".`, {
      hint: `There are: ${list(headings)}.`,
    });
  };
  const field = (name: string, option: string): Field => {
    const found = fields.find((each) => bare(each.name) === bare(name));
    if (found) return found;
    throw new InvalidInput(`${option}: there is no field "${name}".`, {
      hint: `There are: ${list(fields.map((each) => each.name))}.`,
    });
  };
  assertDistinct(headings);

  const constants = Object.entries(wishes.set).map(([name, text]) => ({ field: field(name, '--set'), text }));
  const mapped = Object.entries(wishes.map).map(([name, heading]) => {
    return { field: field(name, '--map'), index: column(heading, '--map') };
  });
  const ignored = new Set(wishes.ignore.map((heading) => column(heading, '--ignore')));
  const keyIndex = wishes.keyColumn === undefined ? undefined : column(wishes.keyColumn, '--key-column');
  const taken = new Set(mapped.map(({ index }) => index));
  const equal = headings.flatMap((heading, index) => {
    const found = fields.find((each) => bare(each.name) === bare(heading));
    const isOurs =
      found && !ignored.has(index) && !taken.has(index) && !mapped.some((each) => each.field === found);
    return isOurs ? [{ field: found, index }] : [];
  });

  const found = [...mapped, ...equal];
  const twice = constants.find((each) => found.some((other) => other.field === each.field));
  if (twice) {
    throw new InvalidInput(`--set ${twice.field.name} is also a column.`, { hint: 'Take away one of them.' });
  }
  const known = new Set([...found.map(({ index }) => index), ...ignored, keyIndex]);
  const hasContent = (index: number) => sheet.rows.some(({ cells }) => !isEmpty(cells[index]));
  const unknown = headings.flatMap((heading, index) => {
    const isKnown = known.has(index) || (heading === '' && !hasContent(index));
    return isKnown ? [] : [heading === '' ? `(column ${index + 1}, without a heading)` : heading];
  });
  if (unknown.length > 0) {
    throw new InvalidInput(`No field belongs to: ${list(unknown)}.`, {
      hint: `--map <field>=${quoted(unknown[0]!)} or --ignore ${quoted(unknown[0]!)}. Fields: ${list(fields.map(({ name }) => name))}.`,
    });
  }
  const missing = fields.filter(
    (each) => each.required && ![...found, ...constants].some((other) => other.field === each),
  );
  if (missing.length > 0) {
    throw new InvalidInput(`No column belongs to: ${list(missing.map(({ name }) => name))}.`, {
      hint: `--map <field>=<column> or --set <field>=<value>. Columns: ${list(headings)}.`,
    });
  }
  return { fields: found, constants, keyIndex };
}

function assertDistinct(headings: string[]): void {
  const seen = new Set<string>();
  for (const heading of headings) {
    if (heading !== '' && seen.has(bare(heading))) {
      throw new InvalidInput(`Two columns are headed "${heading}".`, { hint: 'Give each its own heading.' });
    }
    seen.add(bare(heading));
  }
}

const list = (names: string[]) => names.map((name) => (/[\s,]/.test(name) ? `"${name}"` : name)).join(', ');
const quoted = (name: string) => (/[^\w.-]/.test(name) ? `'${name.replaceAll("'", "'\\''")}'` : name);
