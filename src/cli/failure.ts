import { inspect } from 'node:util';
import { CommanderError } from 'commander';
import { isSidedoorError, toErrorRecord } from '../errors.ts';
import type { ErrorRecord } from '../errors.ts';
import { printJson } from './terminal/print.ts';
import { plain, style } from './terminal/style.ts';

/** 0 done · 1 the run failed or a check failed · 2 usage or invalid input · 3 a write that nobody agreed to: only previewed. */
export type ExitCode = 0 | 1 | 2 | 3;

export const notAgreed: ExitCode = 3;

/**
 * Shows what went wrong and answers the exit code. Options are looked for in the bare arguments: the failure may be that
 * they could not be parsed.
 */
export function reportFailure(error: unknown, args: string[] = process.argv.slice(2)): ExitCode {
  // Help and the version, printed.
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const isKnown = isSidedoorError(error);
  const record = isKnown ? toErrorRecord(error) : unexpected(error);
  if (args.includes('--json'))
    printJson({ error: record }, args[0] === 'mcp' ? process.stderr : process.stdout);
  else printError(record);
  if (args.includes('--verbose') && error instanceof Error) {
    process.stderr.write(`${inspect(error)}\n`);
  }
  return exitCodeOf(record);
}

export function printError({
  code,
  message,
  hint,
  step,
}: Pick<ErrorRecord, 'message' | 'hint' | 'step'> & { code: string }): void {
  const { stderr } = process;
  const place = step === undefined ? '' : ` (in the step "${plain(step)}")`;
  stderr.write(
    `${style('red', code, stderr)}: ${plain(message, { lines: true })}${place}\n${style('dim', plain(hint, { lines: true }), stderr)}\n`,
  );
}

export function exitCodeOf({ code }: { code: string }): ExitCode {
  return code === 'INVALID_INPUT' ? 2 : 1;
}

function unexpected(error: unknown) {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    code: 'UNEXPECTED',
    message: text.split('\n')[0] ?? '',
    hint: 'Run it again with --verbose to see where; `sidedoor doctor` checks the surroundings.',
  };
}
