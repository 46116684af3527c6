/** Stands for an input value in the title of a step. */
const blot = '…';

/**
 * A step's title without the values of the run's input: they belong to the journal, which is the user's own, and not to a
 * collector somewhere else.
 */
export function withoutInput(title: string, input: unknown): string {
  const values = [...leaves(input)].filter((value) => value.length > 1);
  // The longest first: of "Main Street 4" nothing is left when "Main" is a value too.
  for (const value of values.toSorted((a, b) => b.length - a.length)) {
    for (let at = title.indexOf(value); at >= 0; at = title.indexOf(value, at + 1)) {
      const end = at + value.length;
      if (isWord(title[at - 1], title[at]) || isWord(title[end - 1], title[end])) continue;
      title = title.slice(0, at) + blot + title.slice(end);
    }
  }
  return title;
}

function* leaves(value: unknown): Generator<string> {
  if (typeof value === 'string' || typeof value === 'number') yield String(value);
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) yield* leaves(each);
}

/** Both sides of a border are letters or digits: it lies within a word. */
function isWord(left: string | undefined, right: string | undefined): boolean {
  return [left, right].every((each) => each !== undefined && /[\p{L}\p{N}]/u.test(each));
}
