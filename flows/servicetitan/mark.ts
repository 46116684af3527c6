/** Free text with the mark of its write at its end. */
export const marked = (text: string, mark: string) => (text === '' ? `[${mark}]` : `${text} [${mark}]`);

/** Without the mark, and without the brackets and spaces that hold nothing else. */
export const unmarked = (text: string, mark: string) =>
  text.replace(new RegExp(String.raw`\s*(\(\[${mark}\]\)|\[${mark}\])`), '').trim();
