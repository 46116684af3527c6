import { createInterface } from 'node:readline';
import type { Interface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * Reads one-time codes from the terminal. What is typed is not shown: readline's own echo goes nowhere. On a pipe each
 * line is an answer.
 */
export class Answers {
  #reader: Interface | undefined;
  #lines: string[] = [];
  #onLine: ((line: string) => void) | undefined;

  /** The next line that is not empty. Never settles when none comes; `signal` lets the next question have it. */
  async next(question: string, signal: AbortSignal): Promise<string> {
    this.#reader ??= this.#open();
    process.stderr.write(question);
    const kept = this.#lines.shift();
    if (kept !== undefined) return kept;
    return new Promise((resolve) => {
      this.#onLine = resolve;
      signal.addEventListener('abort', () => (this.#onLine = undefined), { once: true });
    });
  }

  close(): void {
    this.#reader?.close();
  }

  #open(): Interface {
    const nowhere = new Writable({ write: (_chunk, _encoding, written) => written() });
    const reader = createInterface({
      input: process.stdin,
      output: nowhere,
      terminal: process.stdin.isTTY === true,
    });
    reader.on('line', (line) => {
      const answer = line.trim();
      if (process.stdin.isTTY) process.stderr.write('\n');
      if (answer === '') return;
      const onLine = this.#onLine;
      this.#onLine = undefined;
      if (onLine) onLine(answer);
      else this.#lines.push(answer);
    });
    // A terminal in raw mode hands Ctrl-C over as a key.
    reader.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    return reader;
  }
}
