import type { Command, CommanderError } from 'commander';
import { InvalidInput } from '../errors.ts';

/** What every command understands. */
export interface CommonOptions {
  config?: string;
  json?: boolean;
  verbose?: boolean;
}

/** Turns every refusal of the parser into an InvalidInput that shows the usage. */
export function prepare(command: Command): Command {
  return command
    .configureOutput({ outputError: () => undefined, writeErr: () => undefined })
    .helpOption('-h, --help', 'show this')
    .exitOverride((error) => {
      if (error.exitCode === 0) throw error;
      throw usageError(command, error);
    });
}

export function withCommonOptions(command: Command): Command {
  return command
    .option('--config <file>', 'the config (else the nearest sidedoor.config.ts upwards)')
    .option('--json', 'print JSON, errors too')
    .option('--verbose', 'log everything to stderr');
}

/** A command below a command: `sidedoor runs cancel`. */
export function defineSub(parent: Command, nameAndArguments: string, description: string): Command {
  return withCommonOptions(prepare(parent.command(nameAndArguments).description(description)));
}

export function withExample(command: Command, ...lines: string[]): Command {
  return command.addHelpText('after', `\nExample:\n${lines.map((line) => `  $ ${line}`).join('\n')}`);
}

export function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidInput(`--port wants a number from 0 to 65535, not "${text}".`);
}

/** Of an option that may be repeated. */
export function append(value: string, values: string[]): string[] {
  return [...values, value];
}

function usageError(command: Command, error: CommanderError): InvalidInput {
  if (error.code === 'commander.help') {
    return new InvalidInput('A command is missing.', { hint: command.helpInformation().trimEnd() });
  }
  const usage = `Usage: ${command.createHelp().commandUsage(command)}`;
  const message = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
  return new InvalidInput(message, { hint: `${usage}\n--help shows the options and an example.` });
}
