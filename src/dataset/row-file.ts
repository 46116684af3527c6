import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { InvalidInput } from '../errors.ts';
import type { Row } from './tally.ts';

/** Every row of a file of lines. A reader that goes away closes it. */
export async function* readRows(file: string): AsyncGenerator<Row> {
  const stream = createReadStream(file, { encoding: 'utf8' });
  const lines = createInterface({ input: stream, crlfDelay: Infinity });
  try {
    for await (const line of lines) yield JSON.parse(line) as Row;
  } finally {
    lines.close();
    stream.destroy();
  }
}

/** A row, and the place of the file after it. */
export interface PlacedRow {
  row: Row;
  next: number;
}

/**
 * Rows from a place of the file on, each with the place after it.
 *
 * @throws InvalidInput when no row begins there.
 */
export async function* readFrom(file: string, place: number): AsyncGenerator<PlacedRow> {
  await assertBegin(file, place);
  let next = place;
  const stream = createReadStream(file, { start: place });
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of stream) {
      let bytes = Buffer.concat([rest, chunk as Buffer]);
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10)) {
        next += end + 1;
        yield { row: JSON.parse(bytes.toString('utf8', 0, end)) as Row, next };
        bytes = bytes.subarray(end + 1);
      }
      rest = bytes;
    }
  } finally {
    stream.destroy();
  }
}

async function assertBegin(file: string, place: number): Promise<void> {
  if (place === 0) return;
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(1), 0, 1, place - 1);
    if (bytesRead === 1 && buffer[0] === 10) return;
  } finally {
    await handle.close();
  }
  throw new InvalidInput('That cursor belongs to another run.', { hint: 'Call without one to begin anew.' });
}
