import type { z } from 'zod';
import { isSidedoorError } from '../../errors.ts';
import { isoDate } from '../../screen/dates.ts';
import type { DateOrder } from '../../screen/dates.ts';
import type { Field } from '../run/fields.ts';
import { isEmpty, NumberCell } from './sheet.ts';
import type { Cell } from './sheet.ts';

export interface CellContext {
  /** Of the field, to choose between the ways in which a cell can be read. */
  schema: z.ZodType;
  /** Order of the parts of dates that are text, e.g. "11/20/2026". */
  dates: DateOrder | undefined;
  hasPaddedNumbers: boolean;
}

/** A cell as its field wants it: a value, nothing for an empty cell, or why it cannot be. */
export type Converted = { value: unknown } | { mistake: string } | undefined;

export function convert(field: Field, cell: Cell | undefined, context: CellContext): Converted {
  if (cell === undefined || isEmpty(cell)) return undefined;
  const { schema } = context;
  const readings = field.many ? [many(field, cell!, context)] : one(field, cell!, context);
  if (readings.length === 0) return { mistake: `${field.name}: ${shown(cell!)} is no ${field.kind}` };
  if (
    typeof cell === 'object' &&
    cell instanceof NumberCell &&
    context.hasPaddedNumbers &&
    field.kind === 'text'
  ) {
    return {
      mistake: `${field.name}: ${cell.value} is a number in a workbook that shows numbers with leading zeros; format the column as text`,
    };
  }
  // Whatever the schema refuses, it refuses with its own reason for the first reading.
  return { value: readings.find((reading) => schema.safeParse(reading).success) ?? readings[0] };
}

/** In the order of preference; none where the cell cannot be of the field's kind. */
function one({ kind, choices }: Field, cell: Exclude<Cell, null>, { dates }: CellContext): unknown[] {
  switch (kind) {
    case 'text':
      return texts(cell, choices, dates);
    case 'number': {
      const text = String(cell instanceof NumberCell ? cell.value : cell).trim();
      const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
      return typeof cell !== 'boolean' && Number.isFinite(Number(plain)) ? [Number(plain)] : [];
    }
    case 'boolean':
      return truth(cell);
    case 'json':
      return json(cell);
  }
}

function many(field: Field, cell: Exclude<Cell, null>, context: CellContext): unknown[] {
  if (typeof cell === 'string' && cell.trim().startsWith('[')) {
    const [parsed] = json(cell);
    if (Array.isArray(parsed)) return parsed;
  }
  const parts = typeof cell === 'string' ? cell.split(';').map((part) => part.trim()) : [cell];
  return parts.filter((part) => !isEmpty(part)).map((part) => one(field, part, context)[0] ?? part);
}

function texts(cell: Exclude<Cell, null>, choices: string[], dates: DateOrder | undefined): string[] {
  if (cell instanceof Date) {
    const iso = cell.toISOString();
    const date = iso.slice(0, 10);
    return iso.endsWith('T00:00:00.000Z') ? [date, date.slice(0, 7)] : [iso.slice(0, 19), date];
  }
  if (cell instanceof NumberCell) {
    const { value } = cell;
    // An amount is a text with two places; the cell shows them and does not have them.
    return [String(value), ...(Number(value.toFixed(2)) === value ? [value.toFixed(2)] : [])];
  }
  const text = String(cell).trim();
  const choice = choices.find((each) => each.toLowerCase() === text.toLowerCase());
  return [text, ...(choice === undefined ? [] : [choice]), ...(dates ? readDate(text, dates) : [])];
}

function readDate(text: string, order: DateOrder): string[] {
  try {
    return [isoDate(text, order)];
  } catch (error) {
    if (isSidedoorError(error)) return [];
    throw error;
  }
}

const truths: Record<string, boolean> = {
  true: true,
  yes: true,
  y: true,
  1: true,
  false: false,
  no: false,
  n: false,
  0: false,
};

function truth(cell: Exclude<Cell, null>): boolean[] {
  const value =
    truths[
      String(cell instanceof NumberCell ? cell.value : cell)
        .trim()
        .toLowerCase()
    ];
  return value === undefined ? [] : [value];
}

function json(cell: Exclude<Cell, null>): unknown[] {
  try {
    return [typeof cell === 'string' ? (JSON.parse(cell) as unknown) : cell];
  } catch {
    return [];
  }
}

/** For a person, who knows the file. */
const shown = (cell: Exclude<Cell, null>) =>
  cell instanceof NumberCell ? String(cell.value) : JSON.stringify(cell).slice(0, 60);
