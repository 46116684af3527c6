import type { RemoteWish } from './browser/remote.ts';
import type { Config } from './config/schema.ts';
import { InvalidInput } from './errors.ts';
import type { Secrets } from './evidence/secrets.ts';
import type { References } from './secrets/references.ts';

/** A token in a path is at least so long. */
const shortestToken = 16;

type BrowserConfig = Config['browser'] & { remote: NonNullable<Config['browser']['remote']> };

/** Where the config's remote browser is. What its address holds of secrets is noted first, so that no artefact shows it. */
export async function findRemote(
  { executablePath, headless, remote }: BrowserConfig,
  { resolve }: Pick<References, 'resolve'>,
  secrets: Pick<Secrets, 'addPassword'>,
): Promise<RemoteWish> {
  const { server, cdp, reachedAt } = remote;
  const kind = server === undefined ? 'cdp' : 'server';
  const named = server ?? cdp ?? '';
  const address = /^(env|file|exec|op|keyring):/.test(named) ? await resolve(named) : named;
  const protocols = kind === 'server' ? ['ws:', 'wss:'] : ['http:', 'https:', 'ws:', 'wss:'];
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !protocols.includes(url.protocol)) {
    throw new InvalidInput(`browser.remote.${kind} ${named} does not hold an address of a browser.`, {
      hint: `It must begin with ${protocols.map((each) => `${each}//`).join(', ')}`,
    });
  }
  const tokens = url.pathname.split('/').filter(({ length }) => length >= shortestToken);
  for (const secret of [decodeURIComponent(url.password), ...url.searchParams.values(), ...tokens])
    secrets.addPassword(secret);
  return { kind, address, executablePath, headless, reachedAt };
}
