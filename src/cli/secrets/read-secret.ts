import { Buffer } from 'node:buffer';
import { Cancelled, InvalidInput } from '../../errors.ts';

const [enter, lineFeed, endOfText, endOfInput, backspace, erase, clear] = [
  '\r',
  '\n',
  '\u0003',
  '\u0004',
  '\b',
  '\u007f',
  '\u0015',
];

/**
 * Reads one secret: from a terminal without showing it, or all of a pipe without its closing line break. Never from an
 * argument, which every user of the machine can read and the shell writes down.
 *
 * @throws InvalidInput when there is nothing, Cancelled on Ctrl-C.
 */
export async function readSecret(prompt: string): Promise<string> {
  const secret = process.stdin.isTTY ? await fromTerminal(prompt) : await fromPipe();
  if (secret !== '') return secret;
  throw new InvalidInput('No secret was given.', { hint: 'Type it when asked, or write it to stdin.' });
}

async function fromPipe(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

async function fromTerminal(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  // Before the prompt: what is typed ahead is not shown either.
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stderr.write(prompt);
  try {
    return await new Promise<string>((resolve, reject) => {
      let typed: string[] = [];
      stdin.on('data', (text: string) => {
        for (const key of text) {
          if (key === enter || key === lineFeed || key === endOfInput) return resolve(typed.join(''));
          if (key === endOfText) return reject(new Cancelled('Nothing was set.'));
          if (key === backspace || key === erase) typed.pop();
          else if (key === clear) typed = [];
          else typed.push(key);
        }
      });
      stdin.once('end', () => resolve(typed.join('')));
    });
  } finally {
    stdin.removeAllListeners('data');
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}
