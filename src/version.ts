import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The package's own, wherever this file was built to. */
export function version(): string {
  const file = fileURLToPath(import.meta.resolve('sidedoor-mcp/package.json'));
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
