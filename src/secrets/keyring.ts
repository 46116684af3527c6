import type * as Keyring from '@napi-rs/keyring';
import { InvalidInput } from '../errors.ts';

/** The newest that this program was tested with. */
const installLine = 'npm install @napi-rs/keyring@2.1.2';

/**
 * A password of the operating system's own keyring; undefined when it has none of that name.
 *
 * @throws InvalidInput when the optional package is not installed, or the machine has no keyring (a server without a
 * desktop, a container).
 */
export async function readKeyring(
  service: string,
  name: string,
  reference: string,
): Promise<string | undefined> {
  let keyring: typeof Keyring;
  try {
    keyring = await import('@napi-rs/keyring');
  } catch (error) {
    throw new InvalidInput(`The secret ${reference} needs the package @napi-rs/keyring.`, {
      hint: `Install it beside sidedoor-mcp: ${installLine}`,
      cause: error,
    });
  }
  try {
    // Without this, Linux falls back to a store of the kernel's that is empty after each start of the machine.
    const linux = { store: 'secret-service' } as const;
    return new keyring.Entry(service, name, { linux }).getPassword() ?? undefined;
  } catch (error) {
    throw new InvalidInput(
      `The secret ${reference} could not be read: the keyring of this machine does not answer.`,
      {
        hint: 'It needs a signed-in desktop session. Without one, use vault:, file: or op:// instead (`sidedoor secrets set <name>`).',
        cause: error,
      },
    );
  }
}
