import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RowState } from '../journal/bulk-schema.ts';
import { toCsv } from './to-csv.ts';

/** One line of the result file. */
export interface ResultLine {
  line: number;
  state: RowState;
  runId: string | null;
  message: string;
  output: Record<string, unknown> | undefined;
}

/** At most this often while rows are entered. Milliseconds. */
const interval = 1_000;

/** The file beside the input that says what became of each row. Always whole: it is replaced, never written into. */
export class ResultFile {
  readonly path: string;
  readonly #lines: () => ResultLine[];
  #last = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string, lines: () => ResultLine[]) {
    this.path = path;
    this.#lines = lines;
  }

  /** Something has changed: it is written now or soon. A disk that is full ends no bulk; the last writing throws. */
  touch(): void {
    if (this.#timer) return;
    const wait = Math.max(0, this.#last + interval - Date.now());
    this.#timer = setTimeout(() => void this.write().catch(() => undefined), wait).unref();
  }

  /** Writes it as things stand. */
  async write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#last = Date.now();
    const next = this.#writing.catch(() => undefined).then(() => replace(this.path, toText(this.#lines())));
    this.#writing = next;
    return next;
  }
}

/** What was asked about the row comes first, then the plain fields of what it was answered. */
function toText(lines: ResultLine[]): string {
  const own = ['line', 'state', 'run_id', 'message'];
  const fields = [
    ...new Set(lines.flatMap(({ output = {} }) => Object.keys(output).filter(isPlain(output)))),
  ];
  const headings = fields.map((name) => (own.includes(name) ? `result_${name}` : name));
  return toCsv([
    [...own, ...headings],
    ...lines.map(({ line, state, runId, message, output = {} }) => [
      line,
      state,
      runId,
      message,
      ...fields.map((name) => output[name]),
    ]),
  ]);
}

const isPlain = (output: Record<string, unknown>) => (name: string) =>
  typeof output[name] !== 'object' || output[name] === null;

async function replace(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
