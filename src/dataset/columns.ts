import { z } from 'zod';
import type { FlowDefinition } from '../flow/define-flow.ts';
import { decimal } from '../screen/money.ts';

/** What a column holds, as sinks type it. `decimal` is an exact amount in a string; `json` is whatever else. */
export type ColumnType =
  | 'text'
  | 'decimal'
  | 'date'
  | 'timestamp'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'json';

export interface Column {
  name: string;
  type: ColumnType;
}

/** The list that a flow answers: the rows of its dataset. */
export interface ListOfFlow {
  /** Its field in the output. */
  field: string;
  /** In the order of the schema. Empty where the schema leaves the columns to the app. */
  columns: Column[];
  /** The columns that a row is known by; empty where the flow names none. */
  key: readonly string[];
}

interface Json {
  type?: string | string[];
  format?: string;
  pattern?: string;
  anyOf?: Json[];
  items?: Json;
  properties?: Record<string, Json>;
}

const found = new WeakMap<FlowDefinition, ListOfFlow | undefined>();

/** The list of a flow's output: the one that it emits, or the first whose rows have the flow's key. */
export function listOf(flow: FlowDefinition): ListOfFlow | undefined {
  if (!found.has(flow)) found.set(flow, find(flow));
  return found.get(flow);
}

function find(flow: FlowDefinition): ListOfFlow | undefined {
  const key = flow.key ?? [];
  const emits = flow.effect === 'read' ? flow.emits : undefined;
  const { properties = {} } = z.toJSONSchema(flow.output) as Json;
  for (const [field, { type, items }] of Object.entries(properties)) {
    if (type !== 'array' || items?.type !== 'object') continue;
    if (emits !== undefined && field !== emits) continue;
    const fields = Object.entries(items.properties ?? {});
    const columns = fields.map(([name, schema]) => ({ name, type: typeOf(schema) }));
    if (key.every((name) => columns.some((column) => column.name === name))) return { field, columns, key };
  }
  return undefined;
}

const amounts = (z.toJSONSchema(decimal()) as Json).pattern;

function typeOf({ anyOf, type, format, pattern }: Json): ColumnType {
  if (anyOf) {
    const types = anyOf.filter((each) => each.type !== 'null').map(typeOf);
    return types.length === 1 ? types[0]! : 'json';
  }
  const plain = [type].flat().filter((each) => each !== 'null');
  switch (plain.length === 1 ? plain[0] : undefined) {
    case 'string':
      if (format === 'date') return 'date';
      if (format === 'date-time') return 'timestamp';
      return pattern !== undefined && pattern === amounts ? 'decimal' : 'text';
    case 'integer':
      return 'integer';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'json';
  }
}

/** The columns that the schema names, then those that only the rows show, in the order in which they came. */
export function withShown({ columns }: ListOfFlow, shown: Iterable<string>): Column[] {
  const known = new Set(columns.map(({ name }) => name));
  const more = [...shown].filter((name) => !known.has(name));
  return [...columns, ...more.map((name) => ({ name, type: 'json' as const }))];
}
