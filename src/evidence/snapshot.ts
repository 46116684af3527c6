import type { Page } from 'playwright';
import type { Log } from '../log.ts';
import { noteCookies } from './cookies.ts';
import type { Evidence } from './evidence.ts';
import { markSecretPlaces } from './secret-places.ts';
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
  const attempt = async (what: string, capture: () => Promise<void>) => {
    try {
      await capture();
    } catch (error) {
      log.warn({ runId, what, err: error }, 'evidence could not be kept');
    }
  };
  await withLimit(noteCookies(page.context(), secrets)).catch(() => undefined);
  if (page.isClosed()) return;
  await attempt('html', async () => {
    const html = await pageHtml(page);
    await evidence.keep(runId, 'page.html', 'text/html', secrets.scrub(html));
  });
  await attempt('screenshot', async () => {
    await evidence.keep(runId, 'screenshot.png', 'image/png', await picture(page, secrets));
  });
}

export interface PortraitParts {
  evidence: Evidence;
  secrets: Secrets;
  log: Log;
}

/** Keeps what a page shows at a moment that a receipt tells of, under `<name>.png`. Never throws. */
export async function keepPortrait(
  runId: string,
  page: Page,
  name: string,
  { evidence, secrets, log }: PortraitParts,
): Promise<void> {
  try {
    if (page.isClosed()) return;
    await evidence.keep(runId, `${name}.png`, 'image/png', await picture(page, secrets));
  } catch (error) {
    log.warn({ runId, name, err: error }, 'a picture could not be kept');
  }
}

/** With secret fields blotted out. */
async function picture(page: Page, secrets: Secrets): Promise<Buffer> {
  const places = await withLimit(markSecretPlaces(page, secrets));
  try {
    return await page.screenshot({ timeout: limit, mask: places.mask, maskColor: '#000000', caret: 'hide' });
  } finally {
    await withLimit(places.unmark()).catch(() => undefined);
  }
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

function withLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), limit);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
