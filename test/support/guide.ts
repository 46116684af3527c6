import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { temporaryFolder } from './engine.ts';

export const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** A page of docs/ whose commands are followed to the letter. */
export class Guide {
  readonly text: string;
  /** In their order, with the file that a block of TypeScript goes into. */
  readonly blocks: { file: string | undefined; kind: string; body: string }[];

  constructor(name: string) {
    this.text = readFileSync(join(root, 'docs', name), 'utf8');
    this.blocks = [...this.text.matchAll(/(?:into `([^`]+)`:\n\n)?```(sh|ts)\n([^]*?)```/g)].map(
      ([, file, kind = '', body = '']) => ({ file, kind, body }),
    );
  }

  /**
   * Does what every block says but the first, which starts the application: in one shell, as the reader has it. The clone
   * is here, and the application where `instead` says.
   *
   * @returns What was printed.
   */
  async follow(instead: Record<string, string>): Promise<string> {
    await using folder = await temporaryFolder();
    const here = (body: string) =>
      Object.entries({ '~/sidedoor': root, '$HOME/sidedoor': root, ...instead }).reduce(
        (text, [from, to]) => text.replaceAll(from, to),
        body,
      );
    const script = this.blocks
      .slice(1)
      .map(({ file, kind, body }) => (kind === 'ts' ? `cat > ${file} <<'END'\n${body}END\n` : here(body)));
    const shell = spawn('bash', ['-e', '-s'], {
      cwd: folder.path,
      env: { ...process.env, NODE_OPTIONS: '', HOME: folder.path },
      stdio: 'pipe',
    });
    let stdout = '';
    let stderr = '';
    shell.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    shell.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    shell.stdin.end(script.join('\n'));
    const [code] = (await once(shell, 'close')) as [number | null];
    expect({ code, stderr: code === 0 ? '' : `${stdout}\n${stderr}` }).toEqual({ code: 0, stderr: '' });
    return stdout;
  }
}

/** The answer of the last `--json` in what a guide printed. */
export function answerIn<Result>(stdout: string): { result: Result } {
  const answers = [...stdout.matchAll(/^\{\n[^]*?^\}/gm)];
  return JSON.parse(answers.at(-1)?.[0] ?? '') as { result: Result };
}
