import type { Page } from 'playwright';
import { decodeMixed } from '../screen/decode-mixed.ts';

/**
 * Chromium ends, with all that is open in it, when it is handed a message of more than 100 MB: the document in base64 is a
 * third longer than its bytes.
 */
const longest = 70_000_000;

/**
 * Repairs documents whose app declares UTF-8 but prints some strings as Latin-1 bytes, before the page parses them:
 * afterwards only U+FFFD is left. Interception is by resource type, at the response, so images, styles and scripts pass
 * untouched and cached.
 *
 * One of more than 70 MB is refused (ERR_BLOCKED_BY_CLIENT): a flow reads it as a `LongPage`.
 *
 * Covers the page and its frames. A popup's first document is on its way before anything can be attached to it.
 */
export async function repairLatin1(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  session.on('Fetch.requestPaused', (paused) => {
    const { requestId, responseStatusCode, responseHeaders = [] } = paused;
    const go = async () => {
      const isText = responseHeaders.some(
        ({ name, value }) => /^content-type$/i.test(name) && /^text\/html/i.test(value),
      );
      const isRedirect =
        responseStatusCode !== undefined && responseStatusCode >= 300 && responseStatusCode < 400;
      if (!isText || isRedirect || responseStatusCode === undefined) {
        await session.send('Fetch.continueRequest', { requestId });
        return;
      }
      const { body, base64Encoded } = await session.send('Fetch.getResponseBody', { requestId });
      const repaired = Buffer.from(decodeMixed(Buffer.from(body, base64Encoded ? 'base64' : 'utf8')));
      if (repaired.length > longest) {
        await session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
        return;
      }
      await session.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: responseStatusCode,
        // The body has another length now, and is no longer compressed.
        responseHeaders: responseHeaders.filter(({ name }) => !/^content-(length|encoding)$/i.test(name)),
        body: repaired.toString('base64'),
      });
    };
    // The page may be gone by now; then nobody waits for this document.
    go().catch(() => undefined);
  });
  await session.send('Fetch.enable', {
    patterns: [{ urlPattern: '*', resourceType: 'Document', requestStage: 'Response' }],
  });
}
