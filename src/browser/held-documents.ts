import type { CDPSession, Page } from 'playwright';

export interface Turns {
  /** Settles when the next page load may begin. */
  turn: () => Promise<void>;
  /** Told of a page load that could not be held back. */
  passed: () => void;
}

/**
 * Holds every page load of a page back until its turn, below whatever navigates: a flow, a script, a form. Only documents
 * and fetches are paused, at the request, so images, styles and scripts pass untouched and cached. A redirect, and the first document
 * of a frame, belong to the load that brought them.
 *
 * Covers the page and its frames. A popup's first document is on its way before anything can be attached to it: that
 * one is told, not held, and what comes after it waits.
 */
export async function holdDocuments(page: Page, turns: Turns): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const frames = new Set([await mainFrame(session)]);
  session.on('Fetch.requestPaused', ({ requestId, frameId, redirectedRequestId, resourceType, request }) => {
    const isDocument = resourceType === 'Document' || wantsDocument(request.headers);
    const isPartOfAnother = redirectedRequestId !== undefined || !isDocument || !frames.has(frameId);
    if (resourceType === 'Document') frames.add(frameId);
    const go = async () => {
      if (!isPartOfAnother) await turns.turn();
      await session.send('Fetch.continueRequest', { requestId });
    };
    // The page may be gone by now; then nobody waits for this document.
    go().catch(() => undefined);
  });
  page.on('popup', (popup) => {
    turns.passed();
    holdDocuments(popup, turns).catch(() => undefined);
  });
  await session.send('Fetch.enable', {
    patterns: [
      { urlPattern: '*', resourceType: 'Document', requestStage: 'Request' },
      { urlPattern: '*', resourceType: 'Fetch', requestStage: 'Request' },
    ],
  });
}

/** A script that fetches a page as the browser would ask for it loads that page (`LongPage`). */
function wantsDocument(headers: Record<string, string>): boolean {
  return Object.entries(headers).some(
    ([name, value]) => name.toLowerCase() === 'accept' && value.startsWith('text/html'),
  );
}

async function mainFrame(session: CDPSession): Promise<string> {
  const { frameTree } = await session.send('Page.getFrameTree');
  return frameTree.frame.id;
}
