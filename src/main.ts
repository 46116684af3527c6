#!/usr/bin/env node
/** The executable. Nothing imports it. */
import { reportFailure } from './cli/failure.ts';
import { createProgram } from './cli/program.ts';

/** What a finished command may still hold open (a socket kept alive, a pipe to stdin) does not hold us. Milliseconds. */
const lastMoment = 1_000;

// Whoever reads only the first lines (`| head`) has got what he wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode);
});

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}
setTimeout(() => process.exit(process.exitCode), lastMoment).unref();
