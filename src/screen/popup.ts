import type { Page } from 'playwright';
import { insist } from './redraw.ts';

/** A click can get lost while the app draws the page anew; then it is clicked again. Milliseconds. */
const lostAfter = 10_000;

/**
 * Works in a window that the app opens, and closes it afterwards whatever happened. A window that the app closed itself
 * meanwhile, as lookups do once something is chosen, is as good.
 *
 * @throws LayoutChanged when no window opens.
 */
export async function inPopup<T>(
  page: Page,
  open: () => Promise<unknown>,
  work: (popup: Page) => Promise<T>,
): Promise<T> {
  const popup = await insist('open its window', async () => {
    const opened = page.waitForEvent('popup', { timeout: lostAfter }).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'TimeoutError') return false as const;
      throw error;
    });
    const [window] = await Promise.all([opened, open()]);
    return window;
  });
  try {
    return await work(popup);
  } finally {
    await popup.close();
  }
}

/** Does the last thing in a window: answers when the app has closed it. */
export async function untilClosed(popup: Page, act: () => Promise<unknown>): Promise<void> {
  const closed = popup.waitForEvent('close');
  // A window that closes under the click that closes it is no failure.
  const acted = act().catch((error: unknown) => {
    if (!popup.isClosed()) throw error;
  });
  await Promise.all([closed, acted]);
}
