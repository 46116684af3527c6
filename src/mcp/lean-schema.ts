type Json = Record<string, unknown>;

/** Keywords that hold schemas by name; under them every key is somebody's own. */
const named = new Set(['properties', '$defs']);

/**
 * The same schema in fewer words: every client pays for them in each conversation. What goes is what a model does not
 * need in order to write arguments or read an answer, and what our own validation checks anyway.
 */
export function lean(schema: Json): Json {
  const { $schema: _dialect, propertyNames: _names, ...rest } = joined(schema);
  const words = Object.entries(rest).filter(([word, value]) => !isIdle(word, value, rest));
  return Object.fromEntries(words.map(([word, value]) => [word, inside(word, value)]));
}

function inside(word: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => (isSchema(each) ? lean(each) : (each as unknown)));
  if (!isSchema(value) || word === 'default') return value;
  if (!named.has(word)) return lean(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, isSchema(each) ? lean(each) : each]),
  );
}

function isIdle(word: string, value: unknown, { format, description }: Json): boolean {
  switch (word) {
    case 'additionalProperties':
      return value === false || (isSchema(value) && Object.keys(value).length === 0);
    // A format or an example says it in a word; characters that no form could take need no saying.
    case 'pattern':
      return format !== undefined || isShown(description) || /^\^\[\^[^\]]*\]\+\$$/.test(value as string);
    // Nobody writes as much by accident.
    case 'maxLength':
      return (value as number) > 100;
    case 'maxItems':
      return (value as number) >= 20;
    // What is left out is left out.
    case 'default':
      return value === '' || (Array.isArray(value) && value.length === 0);
    case 'minLength':
      return value === 1;
    case 'minimum':
    case 'maximum':
      return Math.abs(value as number) === Number.MAX_SAFE_INTEGER;
    default:
      return false;
  }
}

/** A description with an example, or with the form of a date: who follows it fits the pattern. */
function isShown(description: unknown): boolean {
  return typeof description === 'string' && /\be\.g\. |\bYYYY-MM\b/.test(description);
}

/** `anyOf` of one simple type and null is that type or null. */
function joined(schema: Json): Json {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return schema;
  const [one, other] = anyOf as [Json, Json];
  const isSimple = typeof one['type'] === 'string' && one['enum'] === undefined && one['const'] === undefined;
  return isSimple && other['type'] === 'null' ? { ...one, ...rest, type: [one['type'], 'null'] } : schema;
}

function isSchema(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
