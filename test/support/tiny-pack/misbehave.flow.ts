import { NotFound, Refused, defineFlow } from 'sidedoor-mcp';
import { z } from 'zod';
import { tiny } from './app.ts';

/** Everything that can go wrong inside a flow, on demand. */
export default defineFlow({
  app: tiny,
  name: 'misbehave',
  title: 'Misbehave',
  description: 'Goes wrong in the named way.',
  effect: 'read',
  input: z.object({
    how: z
      .enum([
        'none',
        'throw',
        'secret',
        'refused',
        'not_found',
        'missing',
        'output',
        'hang',
        'wait',
        'visit',
        'signed_off',
        'freeze',
      ])
      .describe('In which way'),
    text: z.string().default('').describe('What to show on the page'),
    ms: z.int().default(300).describe('How long'),
  }),
  output: z.object({ how: z.string() }),
  timeout: 20,
  async run({ page, input: { how, text, ms }, step }) {
    await step('open the page', () => page.goto(`echo?text=${encodeURIComponent(text)}`));
    switch (how) {
      case 'throw':
        return step('stumble', () => Promise.reject(new TypeError(`secret detail ${text}`)));
      case 'refused':
        throw new Refused('Period is closed');
      case 'not_found':
        throw new NotFound('No such tenant');
      case 'missing':
        await step('press what is not there', () => page.click('#nowhere', { timeout: 200 }));
        break;
      case 'output':
        return { how: 3 as unknown as string };
      case 'hang':
        // Ignores its page being closed, as a flow that waits for something else would.
        await new Promise((resolve) => setTimeout(resolve, 60_000));
        break;
      case 'wait':
        await step('wait for a slow page', () => page.goto(`slow?ms=${ms}`));
        break;
      case 'visit':
        await step('go in', () => page.goto('enter'));
        await step('stay', () => page.goto(`slow?ms=${ms}`));
        await step('go out', () => page.goto('leave'));
        break;
      case 'signed_off':
        await step('lose the session', () => page.goto('sign-off'));
        throw new NotFound('nothing to see');
      case 'freeze': {
        await page.evaluate(() =>
          setTimeout(() => document.body.insertAdjacentHTML('beforeend', '<p id="late">Late'), 300),
        );
        const shown = page.locator('#late').waitFor({ timeout: 2_000 });
        if (!hasFrozen) {
          hasFrozen = true;
          // Later, so that the wait has begun.
          setTimeout(() => standStill(6_000), 100);
        }
        await step('see the text', () => shown);
        break;
      }
      default:
    }
    return { how };
  },
});

let hasFrozen = false;

/** Stops the whole process, as a laptop that sleeps does. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
