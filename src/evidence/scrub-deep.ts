/**
 * Scrubs every string of a value: keys, members of arrays, and of an error its message, stack and causes. Plain values are
 * copied; an error is changed in place, so that its class stays.
 */
export function scrubDeep(value: unknown, scrub: (text: string) => string): unknown {
  return visit(value, scrub, new Set());
}

function visit(value: unknown, scrub: (text: string) => string, above: Set<object>): unknown {
  if (typeof value === 'string') return scrub(value);
  if (typeof value !== 'object' || value === null) return value;
  if (above.has(value)) return undefined;
  const inside = new Set(above).add(value);
  const part = (each: unknown) => visit(each, scrub, inside);
  if (value instanceof Error) {
    for (const name of Object.getOwnPropertyNames(value)) {
      const own = Object.getOwnPropertyDescriptor(value, name);
      if (own?.writable) Reflect.set(value, name, part(own.value));
      // `stack` is an accessor in newer engines.
      else if (own?.set) Reflect.set(value, name, part(Reflect.get(value, name)));
    }
    return value;
  }
  if (Array.isArray(value)) return value.map(part);
  if (value instanceof Date || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [scrub(key), part(each)]));
}
