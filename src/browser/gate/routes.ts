import type { BrowserContext, Page } from 'playwright';

const names = ['route', 'routeFromHAR', 'routeWebSocket'] as const;

/**
 * Keeps Playwright's routes from flows: `route.fetch` sends from this process, with the session's cookies and past the
 * gate; `route.continue` may turn what the gate let pass into something else; and any route switches the cache off.
 */
export function withholdRoutes(context: BrowserContext): void {
  withhold(context);
  for (const page of context.pages()) withhold(page);
  context.on('page', withhold);
}

function withhold(target: BrowserContext | Page): void {
  for (const name of names)
    target[name] = async () =>
      Promise.reject(
        new Error(
          `stopped at the gate: ${name}; requests of a page are the gate's, and the app's own to answer`,
        ),
      );
}
