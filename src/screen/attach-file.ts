import { Buffer } from 'node:buffer';
import type { ElementHandle, Locator } from 'playwright';
import { LayoutChanged } from '../errors.ts';

/** A file of this machine that is to be handed to the app. */
export interface LocalFile {
  /** Without its folder. */
  name: string;
  bytes: Uint8Array;
  /** SHA-256, hex. */
  digest: string;
}

/**
 * Puts a file into a form: `at` is the input that takes it, or whatever a clerk clicks to be asked for one; that input may
 * hang anywhere, hidden. Nothing is sent by it unless the app sends at once: then do it inside of `commit`.
 *
 * @param shown where the app writes the name of the file that was chosen.
 * @throws LayoutChanged when neither the input nor `shown` has the file then.
 */
export async function attachFile(at: Locator, file: LocalFile, shown?: Locator): Promise<void> {
  const payload = { name: file.name, mimeType: typeOf(file.name), buffer: Buffer.from(file.bytes) };
  const input = await inputAt(at);
  await input.setInputFiles(payload);
  const [held] = await heldBy(input);
  // Some apps take the file out of the input at once; then their screen must name it.
  const isHeld = held?.name === file.name && held.size === file.bytes.length;
  if (held ? !isHeld : !shown)
    throw new LayoutChanged(
      `The input holds ${held ? `"${held.name}" of ${held.size} bytes` : 'nothing'} where "${file.name}" of ${file.bytes.length} bytes should be.`,
    );
  await shown?.filter({ hasText: file.name }).first().waitFor();
}

async function inputAt(at: Locator): Promise<ElementHandle<HTMLInputElement>> {
  const isInput = await at.evaluate((one) => one instanceof HTMLInputElement && one.type === 'file');
  if (isInput) return (await at.elementHandle()) as ElementHandle<HTMLInputElement>;
  const [chooser] = await Promise.all([at.page().waitForEvent('filechooser'), at.click()]);
  return chooser.element() as ElementHandle<HTMLInputElement>;
}

/** Gone with its page, or its form drawn anew: it holds nothing. */
async function heldBy(input: ElementHandle<HTMLInputElement>): Promise<{ name: string; size: number }[]> {
  const files = input.evaluate((one) => [...(one.files ?? [])].map(({ name, size }) => ({ name, size })));
  return files.catch(() => []);
}

const types: Record<string, string> = {
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

function typeOf(name: string): string {
  const [, ending = ''] = /\.(\w+)$/.exec(name) ?? [];
  return types[ending.toLowerCase()] ?? 'application/octet-stream';
}
