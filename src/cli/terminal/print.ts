/** Prints one line. stdout belongs to results; everything about them goes to stderr. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Prints a line for whoever watches. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function printJson(value: unknown, stream: NodeJS.WritableStream = process.stdout): void {
  stream.write(`${JSON.stringify(value, null, 2)}\n`);
}
