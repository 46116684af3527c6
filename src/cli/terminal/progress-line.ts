import { plain, style } from './style.ts';
import { duration } from './times.ts';

/** How often the seconds move. Milliseconds. */
const beat = 200;

/** One line on stderr that says what goes on and since when. On a pipe it says nothing. */
export class ProgressLine {
  readonly #began = Date.now();
  readonly #stream = process.stderr;
  #message = '';
  #timer: NodeJS.Timeout | undefined;

  show(message: string): void {
    if (!this.#stream.isTTY) return;
    this.#message = plain(message);
    this.#timer ??= setInterval(() => this.#draw(), beat).unref();
    this.#draw();
  }

  /** Takes the line away. */
  clear(): void {
    clearInterval(this.#timer);
    if (this.#timer) this.#stream.write('\r\u001b[K');
    this.#timer = undefined;
  }

  #draw(): void {
    const time = duration(Date.now() - this.#began).padStart(8);
    const room = Math.max(10, (this.#stream.columns || 80) - time.length - 4);
    const message = this.#message.length > room ? `${this.#message.slice(0, room - 1)}…` : this.#message;
    this.#stream.write(`\r\u001b[K${style('dim', time, this.#stream)}  ${message}`);
  }
}
