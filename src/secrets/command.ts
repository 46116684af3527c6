import { execFile } from 'node:child_process';

/** A password manager may ask for a fingerprint first. Milliseconds. */
const limit = 30_000;

/** Nobody's password is longer. Bytes. */
const longest = 65_536;

export type CommandFailure = 'not found' | 'too slow' | 'too long' | `ended with ${string}`;

/**
 * What a command prints, without the closing line break; else in what way it failed. No shell sees it, it gets nothing on
 * stdin, and not our master key; what it says on stderr may hold anything, so it is passed on to nobody.
 */
export async function outputOf(
  program: string,
  args: string[],
): Promise<{ value: string } | { failure: CommandFailure }> {
  const { SIDEDOOR_KEY: _key, SIDEDOOR_KEY_BEFORE: _before, ...env } = process.env;
  return new Promise((resolve) => {
    const options = {
      env,
      timeout: limit,
      killSignal: 'SIGKILL',
      maxBuffer: longest,
      windowsHide: true,
    } as const;
    const child = execFile(program, args, options, (error, stdout) => {
      if (!error) resolve({ value: stdout.replace(/\r?\n$/, '') });
      else resolve({ failure: kindOf(error) });
    });
    child.stdin?.on('error', () => undefined).end();
  });
}

function kindOf({
  code,
  killed,
  signal,
}: {
  code?: unknown;
  killed?: boolean;
  signal?: NodeJS.Signals | null;
}): CommandFailure {
  if (code === 'ENOENT' || code === 'EACCES') return 'not found';
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'too long';
  if (killed) return 'too slow';
  return `ended with ${signal ?? `code ${String(code)}`}`;
}

/** Splits at spaces; quotes, single or double, hold a word together. Nothing else is special. */
export function wordsOf(line: string): string[] {
  const words = line.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g);
  return [...words].map(([word]) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
