import { decodeMixed } from './decode-mixed.ts';

/**
 * The text of a file that an app sent: UTF-8, UTF-16 with its mark, or else Windows-1252 (and with it Latin-1), which is
 * what software that does not say mostly writes. Marks of the byte order are left out.
 */
export function fileText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const text =
    first === 0xff && second === 0xfe
      ? new TextDecoder('utf-16le').decode(bytes)
      : first === 0xfe && second === 0xff
        ? new TextDecoder('utf-16be').decode(bytes)
        : decodeMixed(bytes);
  return text.replace(/^\u{FEFF}+/u, '');
}
