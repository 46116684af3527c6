import { z } from 'zod';
import type { FlowDefinition } from '../../flow/define-flow.ts';

/** One input of a flow, as the command line sees it. */
export interface Field {
  name: string;
  /** "--opened-after" */
  flag: string;
  kind: 'text' | 'number' | 'boolean' | 'json';
  /** Given by repetition. */
  many: boolean;
  choices: string[];
  required: boolean;
  default: unknown;
  description: string;
}

/** The part of JSON Schema that inputs use. */
interface JsonSchema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  default?: unknown;
  description?: string;
}

export const fieldsOf = ({ input }: FlowDefinition): Field[] => fieldsIn(input);

export function fieldsIn(input: z.ZodObject): Field[] {
  const schema = z.toJSONSchema(input, { io: 'input' }) as JsonSchema;
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const own = flatten(property);
    const array = own.find(({ type }) => type === 'array');
    const values = array?.items ? flatten(array.items) : own;
    return {
      name,
      flag: `--${kebab(name)}`,
      many: array !== undefined,
      default: property.default,
      kind: kindOf(values),
      choices: values
        .flatMap((value) => value.enum ?? (value.const === undefined ? [] : [value.const]))
        .map(String),
      required: schema.required?.includes(name) ?? false,
      description: property.description ?? '',
    };
  });
}

/** "--status <open|closed>", "--tag <text> …", "--urgent". */
export function usageOf({ flag, kind, many, choices }: Field): string {
  if (kind === 'boolean') return flag;
  const value = choices.length > 0 ? choices.join('|') : kind === 'json' ? 'JSON' : kind;
  return `${flag} <${value}>${many ? ' …' : ''}`;
}

/** Kebab case, snake case and camel case name the same field. */
export function isNamed(field: Field, name: string): boolean {
  return kebab(field.name) === kebab(name);
}

function kebab(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}

/** The alternatives of a union; a nullable one is what it is besides null. */
function flatten(schema: JsonSchema): JsonSchema[] {
  return (schema.anyOf ?? [schema])
    .flatMap((part) => (part.anyOf ? flatten(part) : [part]))
    .filter(({ type }) => type !== 'null');
}

function kindOf(values: JsonSchema[]): Field['kind'] {
  const types = new Set(
    values.flatMap(
      ({ type, enum: choices, const: only }) => type ?? (choices ?? [only]).map((value) => typeof value),
    ),
  );
  if (types.has('object') || types.has('array')) return 'json';
  if (types.has('string')) return 'text';
  if (types.has('number') || types.has('integer')) return 'number';
  return types.has('boolean') ? 'boolean' : 'json';
}
