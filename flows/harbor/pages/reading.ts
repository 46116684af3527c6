import { LayoutChanged } from 'sidedoor-mcp';

/**
 * One of the words that a column can hold. A cell of another column is never taken for it.
 *
 * @throws LayoutChanged
 */
export function oneOf<Word extends string>(words: readonly Word[], text: string, column: string): Word {
  const word = words.find((one) => one === text);
  if (word === undefined)
    throw new LayoutChanged(`"${text.slice(0, 40)}" stands where a ${column} should be.`);
  return word;
}

/** A code of a certain form, likewise. */
export function code(form: RegExp, text: string, column: string): string {
  if (!form.test(text)) throw new LayoutChanged(`"${text.slice(0, 40)}" stands where a ${column} should be.`);
  return text;
}

/** A cell that may be empty. */
export function textOrNull(text: string): string | null {
  return text === '' ? null : text;
}
