/** Free text with the mark of its write at its end. */
export const marked = (text: string, mark: string) => (text === '' ? `[${mark}]` : `${text} [${mark}]`);

export const unmarked = (text: string, mark: string) => text.replace(`[${mark}]`, '').trim();
