import type { Browser, Page } from 'playwright';
import { launchBrowser } from '../../test/support/page.ts';
import type { Answer } from './job.ts';
import type { ReplicaCell } from './replica-cell.ts';
import type { Outcome } from './verdict.ts';

/** A job as a script does it: on a page of its own, from the sign-in on. */
export type PlainScript = (
  page: Page,
  user: { name: string; password: string },
  args: Record<string, unknown>,
) => Promise<Answer>;

/** As scripts do: after an error, all over again. */
const tries = 2;

/** What such scripts wait for one thing at most. Milliseconds. */
const patience = 15_000;

/** The same jobs by plain Playwright, in one browser. */
export class Plain {
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async open(): Promise<Plain> {
    return new Plain(await launchBrowser());
  }

  async call({ cell, replica, user }: ReplicaCell, _index: number): Promise<Outcome> {
    const { tool, args } = cell.job;
    const script = cell.subject.plain?.[tool];
    if (!script) throw new Error(`There is no plain script of ${tool}.`);
    let message = '';
    for (let attempt = 0; attempt < tries; attempt++) {
      const context = await this.#browser.newContext({ baseURL: replica.url });
      context.setDefaultTimeout(patience);
      try {
        return { ended: 'answered', answer: await script(await context.newPage(), user, args) };
      } catch (error) {
        message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      } finally {
        await context.close();
      }
    }
    return { ended: 'failed', code: undefined, message: message.replaceAll(user.password, '***') };
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}
