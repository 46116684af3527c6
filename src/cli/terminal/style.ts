import { stripVTControlCharacters, styleText } from 'node:util';

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Colours a text where the stream is a terminal that shows colours (NO_COLOR is obeyed). */
export function style(name: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return stream.isTTY && stream.hasColors() ? styleText(name, text) : text;
}

/**
 * A text that a terminal shows and does not obey: text from an application's screens may hold escape sequences. Line
 * breaks become spaces, except where `lines` are wanted.
 */
export function plain(text: string, { lines = false } = {}): string {
  const bare = stripVTControlCharacters(text);
  const oneLine = lines ? bare : bare.replaceAll(/\s+/g, ' ');
  return oneLine.replaceAll(/(?!\n)[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}
