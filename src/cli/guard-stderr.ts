import { inspect } from 'node:util';

/**
 * Whatever else this process writes to stderr, above all what a flow prints, goes through `scrub` as well; so does the
 * error that it dies of, which Node.js would print with all that Playwright was about to type.
 */
export function guardStderr(scrub: (text: string) => string): void {
  const { stderr } = process;
  const write = stderr.write.bind(stderr) as (chunk: string | Uint8Array, ...rest: unknown[]) => boolean;
  stderr.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    const scrubbed = scrub(text);
    return write(scrubbed === text ? chunk : scrubbed, ...rest);
  }) as typeof stderr.write;
  process.on('uncaughtException', (error) => {
    stderr.write(`${inspect(error)}\n`);
    process.exit(1);
  });
}
