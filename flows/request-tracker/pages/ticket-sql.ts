/** A value in a query of RT. Whatever is in it stays inside its quotes. */
function quoted(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}

/** All of the conditions; every ticket that the login may see, when there are none. */
export function allOf(...conditions: (string | undefined)[]): string {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length > 0 ? given.map((condition) => `( ${condition} )`).join(' AND ') : 'id > 0';
}

/** `field operator 'value'`; undefined where there is no value. */
export function where(
  field: string,
  operator: '=' | '!=' | '<' | '>' | '>=' | 'LIKE',
  value: string | undefined,
): string | undefined {
  return value === undefined ? undefined : `${field} ${operator} ${quoted(value)}`;
}

/**
 * The field has the text in it, or something that looks a little like it: whether "%" or "Ü" match themselves only depends
 * on RT's database, so what is neither plain nor without capitals stands for any one character. Whoever asks compares
 * what comes back.
 */
export function contains(field: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const plain = text.trim().replace(/[^A-Za-z0-9 .,:;#&()<>/\p{Lo}\p{So}-]/gu, '_');
  return where(field, 'LIKE', plain.replace(/ +/g, '%'));
}

/** The custom field has the value. */
export function custom(field: string, value: string | undefined): string | undefined {
  return where(`'CF.{${field}}'`, '=', value);
}
