import { z } from 'zod';

/** Where a browser listens: an address without anything secret in it, or a reference to one. The vault comes too late. */
const endpoint = (protocols: RegExp, kinds: string) =>
  z.string().refine((text) => /^(env|file|exec|op|keyring):/.test(text) || isBare(text, protocols), {
    error: `must be ${kinds} without login or query, or a reference (env:NAME, file:/path …) to one that may have them`,
  });

function isBare(text: string, protocols: RegExp): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search } = new URL(text);
  return protocols.test(protocol) && username + password + search === '';
}

/** A browser elsewhere: of a server that starts one for each connection, or one that somebody else has started. */
export const remoteBrowser = z
  .strictObject({
    server: endpoint(/^wss?:$/, 'a ws:// or wss:// address')
      .optional()
      .describe('a Playwright server of the same version, started as `playwright run-server --unsafe`'),
    cdp: endpoint(/^(https?|wss?):$/, 'an http(s):// or ws(s):// address')
      .optional()
      .describe('a Chromium with --remote-debugging-port, on this machine'),
    reachedAt: z
      .union([z.ipv4(), z.ipv6()])
      .optional()
      .describe('address of this machine that the browser reaches it at; 127.0.0.1 when not given'),
  })
  .refine(({ server, cdp }) => (server === undefined) !== (cdp === undefined), {
    error: 'must name either "server" or "cdp"',
  })
  .refine(({ cdp, reachedAt }) => cdp === undefined || reachedAt === undefined, {
    error:
      'a browser on another machine is named as "server": over "cdp" the files that an app sends stay on the disk of the browser',
  });
