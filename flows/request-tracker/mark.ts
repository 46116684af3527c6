/** A message with the mark of its write as its last line. */
export const marked = (text: string, mark: string) => (text === '' ? `[${mark}]` : `${text}\n\n[${mark}]`);

/** The message without it. */
export const unmarked = (message: string, mark: string) => message.replace(`[${mark}]`, '').trimEnd();
