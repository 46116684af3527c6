import type { Page } from 'playwright';
import type { Log } from '../log.ts';
import type { Evidence } from './evidence.ts';
import type { Secrets } from './secrets.ts';

/** A page that hangs must not hold the lane for its own portrait. Milliseconds. */
const limit = 5_000;

/**
 * Keeps what a failed run's page showed: a screenshot with secret fields blotted out, the HTML of every frame and the
 * addresses, scrubbed. Never throws: evidence never hides the failure.
 */
export async function snapshot(
  runId: string,
  page: Page,
  evidence: Evidence,
  secrets: Secrets,
  log: Log,
): Promise<void> {
  if (page.isClosed()) return;
  const attempt = async (what: string, capture: () => Promise<void>) => {
    try {
      await capture();
    } catch (error) {
      log.warn({ runId, what, err: error }, 'evidence could not be kept');
    }
  };
  await attempt('html', async () => {
    const html = await pageHtml(page);
    await evidence.keep(runId, 'page.html', 'text/html', secrets.scrub(html));
  });
  await attempt('screenshot', async () => {
    const image = await page.screenshot({
      timeout: limit,
      mask: await secretFields(page, secrets.passwords()),
      maskColor: '#000000',
      caret: 'hide',
    });
    await evidence.keep(runId, 'screenshot.png', 'image/png', image);
  });
}

/** The whole document with its frames', each under its address. Typed-in values are not part of HTML, so stay out. */
async function pageHtml(page: Page): Promise<string> {
  const parts: string[] = [];
  for (const frame of page.frames()) {
    const html = await withLimit(frame.content()).catch(() => '(this frame could not be read)');
    parts.push(
      `<!-- ${frame === page.mainFrame() ? 'page' : `frame "${frame.name()}"`} at ${frame.url()} -->\n${html}`,
    );
  }
  return parts.join('\n\n');
}

/** Password fields, and whatever shows a password outright, in every frame. */
async function secretFields(page: Page, passwords: string[]) {
  const locators = [];
  for (const frame of page.frames()) {
    locators.push(frame.locator('input[type=password]'));
    if (passwords.length === 0) continue;
    await withLimit(frame.evaluate(markSecrets, passwords)).catch(() => undefined);
    locators.push(frame.locator('[data-sidedoor-secret]'));
  }
  return locators;
}

/** Runs in the page. Marks the fields whose value, and the innermost elements whose text, holds a password. */
function markSecrets(passwords: string[]): void {
  const holds = (text: string | null) => passwords.some((password) => text?.includes(password));
  for (const element of document.querySelectorAll('*')) {
    const own =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : null;
    const isInnermost =
      holds(element.textContent) && ![...element.children].some((child) => holds(child.textContent));
    if (holds(own) || (isInnermost && element.tagName !== 'SCRIPT'))
      element.setAttribute('data-sidedoor-secret', '');
  }
}

function withLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), limit);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
