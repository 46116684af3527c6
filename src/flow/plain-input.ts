/** No clerk types more than this into one field. Characters. */
const longest = 20_000;

/**
 * What no form could take, whatever the flow's schema says: very long strings, and control characters, which a browser
 * would drop or take for keys. Says what is wrong, or nothing.
 */
export function findUnfit(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') {
    const at = path || 'the input';
    if (value.length > longest) return `${at} has ${value.length} characters; ${longest} are the most.`;
    const control = /(?![\t\n\r])\p{Cc}/u.exec(value);
    if (!control) return undefined;
    const code = control[0].charCodeAt(0).toString(16).padStart(4, '0');
    return `${at} has a control character (U+${code}) at position ${control.index}.`;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const unfit = findUnfit(part, path ? `${path}.${key.slice(0, 60)}` : key.slice(0, 60));
    if (unfit) return unfit;
  }
  return undefined;
}
