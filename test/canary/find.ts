import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { unzipSync } from 'fflate';

/** Something that is left behind, by name. */
export type Artefacts = Map<string, Uint8Array>;

/**
 * Every way in which a text could stand in a file, each spelled out by hand and apart from the code that is tested.
 * Wants a text of ASCII letters and digits: they survive most encodings, so nothing hides behind how a "ü" is written.
 */
function spellings(text: string): Map<string, string> {
  const each = (write: (code: number) => string) =>
    Array.from(text)
      .map((one) => write(one.charCodeAt(0)))
      .join('');
  const hex = (code: number) => code.toString(16);
  const base64 = (before: string, after: string) => {
    const whole = Buffer.from(before + text + after).toString('base64');
    // Only what the text itself decides.
    const from = Math.ceil((before.length * 4) / 3);
    return whole.slice(from, Math.floor(((before.length + text.length) * 4) / 3));
  };
  return new Map([
    ['as it is', text],
    ['in capitals', text.toUpperCase()],
    ['in small letters', text.toLowerCase()],
    ['in UTF-16', Buffer.from(text, 'utf16le').toString('latin1')],
    ['every letter URL-encoded', each((code) => `%${hex(code)}`)],
    ['every letter URL-encoded twice', each((code) => `%25${hex(code)}`)],
    ['as decimal entities', each((code) => `&#${code};`)],
    ['as hexadecimal entities', each((code) => `&#x${hex(code)};`)],
    ['as JSON escapes', each((code) => `\\u00${hex(code)}`)],
    ['as escaped JSON escapes', each((code) => `\\\\u00${hex(code)}`)],
    ['in hexadecimal', Buffer.from(text).toString('hex')],
    ['in base64', base64('', '')],
    ['in base64, one byte on', base64('u', 'x')],
    ['in base64, two bytes on', base64('us', 'xy')],
  ]);
}

/** Where a canary turns up: "journal.db: in base64". Archives are opened, and archives in archives. */
export function find(canaries: Map<string, string>, artefacts: Artefacts): string[] {
  const hits: string[] = [];
  for (const [name, bytes] of opened(artefacts)) {
    const text = Buffer.from(bytes).toString('latin1');
    for (const [canary, value] of canaries) {
      for (const [how, spelling] of spellings(value)) {
        if (text.includes(spelling)) hits.push(`${name}: ${canary} ${how}`);
        if (name.includes(spelling)) hits.push(`${name}: ${canary} in its name, ${how}`);
      }
    }
  }
  return hits;
}

function opened(artefacts: Artefacts): [string, Uint8Array][] {
  return [...artefacts].flatMap(([name, bytes]): [string, Uint8Array][] => {
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
    if (!isZip) return [[name, bytes]];
    const inside = Object.entries(unzipSync(bytes)).map(([entry, content]): [string, Uint8Array] => [
      `${name}/${entry}`,
      content,
    ]);
    return [[name, bytes], ...opened(new Map(inside))];
  });
}

/** Every file below a folder. */
export async function filesIn(folder: string): Promise<Artefacts> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = async (file: string): Promise<[string, Uint8Array]> => [
    relative(folder, file),
    await readFile(file),
  ];
  return new Map(await Promise.all(files.map(read)));
}
