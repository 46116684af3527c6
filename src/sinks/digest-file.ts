import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** SHA-256 of what is in a file, hex. */
export async function digestFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
