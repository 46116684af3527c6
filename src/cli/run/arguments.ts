import { InvalidInput } from '../../errors.ts';
import { isNamed, usageOf } from './fields.ts';
import type { Field } from './fields.ts';

/**
 * Reads the flags of a flow: "--status open", "--status=open", "--urgent", "--no-urgent", "--tag a --tag b". Whether the
 * values fit is the flow's schema to say.
 *
 * @throws InvalidInput that says which fields there are.
 */
export function parseFields(fields: Field[], args: string[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [, name, inline] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined) throw refused(`"${arg}" belongs to no field.`, fields);
    const field = find(fields, name);
    const isOff =
      field === undefined && name.startsWith('no-') && find(fields, name.slice(3))?.kind === 'boolean';
    if (isOff && inline === undefined) {
      set(values, find(fields, name.slice(3))!, false);
      continue;
    }
    if (!field) throw refused(`There is no field "--${name}".`, fields);
    set(values, field, toValue(field, inline ?? nextValue(field, rest, fields)));
  }
  return values;
}

function find(fields: Field[], name: string): Field | undefined {
  return fields.find((field) => isNamed(field, name));
}

/** A boolean takes the next word only if that says so. */
function nextValue(field: Field, rest: string[], fields: Field[]): string {
  const [next] = rest;
  if (field.kind === 'boolean') return next === 'true' || next === 'false' ? rest.shift()! : 'true';
  if (next === undefined || next.startsWith('--')) {
    const dashes = next === undefined ? '' : ` Write ${field.flag}=${next} if that is its value.`;
    throw refused(`${field.flag} wants a value.${dashes}`, fields);
  }
  return rest.shift()!;
}

function set(values: Record<string, unknown>, field: Field, value: unknown): void {
  const before = values[field.name];
  if (field.many) values[field.name] = Array.isArray(before) ? [...(before as unknown[]), value] : [value];
  else if (before === undefined) values[field.name] = value;
  else throw new InvalidInput(`${field.flag} is given twice.`, { hint: 'Give it once; it takes one value.' });
}

function toValue({ flag, kind }: Field, text: string): unknown {
  switch (kind) {
    case 'text':
      return text;
    case 'number':
      if (text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
      throw new InvalidInput(`${flag} wants a number, not "${text}".`);
    case 'boolean':
      if (text === 'true' || text === 'false') return text === 'true';
      throw new InvalidInput(`${flag} wants true or false, not "${text}".`);
    case 'json':
      try {
        return JSON.parse(text) as unknown;
      } catch {
        throw new InvalidInput(`${flag} wants JSON.`, { hint: `For example: ${flag}='{"name": "value"}'` });
      }
  }
}

function refused(message: string, fields: Field[]): InvalidInput {
  const hint =
    fields.length === 0 ? 'The flow has no fields.' : `Its fields: ${fields.map(usageOf).join(', ')}`;
  return new InvalidInput(message, { hint });
}
