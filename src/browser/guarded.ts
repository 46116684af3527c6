import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright';
import type { Gate } from './gate/gate.ts';
import type { Interception } from './gate/interception.ts';
import { guardOffPage } from './gate/off-page.ts';
import { withholdRoutes } from './gate/routes.ts';
import { withholdSockets } from './gate/sockets.ts';
import type { OneWire } from './wire/one-wire.ts';

/** A context behind its gate, with the wire as its only way into the network. */
export async function guarded(
  browser: Browser,
  interception: Interception,
  options: BrowserContextOptions,
  gate: Gate,
  wire: OneWire,
): Promise<BrowserContext> {
  const make = () =>
    browser.newContext({
      viewport: { width: 1280, height: 900 },
      // A worker would send requests that the page's rules do not see.
      serviceWorkers: 'block',
      ...options,
      proxy: { server: wire.url, bypass: '<-loopback>' },
    });
  const context = await interception.guard(make, gate, wire);
  context.on('close', () => void wire.close());
  guardOffPage(context, options.baseURL, gate);
  withholdRoutes(context);
  await context.addInitScript(withholdSockets);
  return context;
}
