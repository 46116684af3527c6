import { createInterface } from 'node:readline';
import { userInfo } from 'node:os';

/** Whether somebody sits here who can be asked. */
export const isAskable = () => process.stdin.isTTY === true && process.stderr.isTTY === true;

/** Asks for a yes. Anything else is a no: another word, an empty line, Ctrl-C, the end of the input. */
export async function agrees(question: string): Promise<boolean> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    reader.on('SIGINT', () => reader.close());
    reader.on('close', () => resolve(false));
    reader.question(`${question} [y/N] `, (answer) => {
      resolve(/^\s*y(es)?\s*$/i.test(answer));
      reader.close();
    });
  });
}

/** The name of whoever is signed in to this machine. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody at this machine';
  }
}
