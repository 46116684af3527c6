import type { Locator, Page } from 'playwright';
import { AppUnavailable, download, LayoutChanged } from 'sidedoor-mcp';
import type { DownloadedFile } from 'sidedoor-mcp';
import { press } from './press.ts';
import { arrive } from './sight.ts';

/** An export silently ends here (a vendor fact). */
export const mostRows = 50_000;

/**
 * Starts an export and waits while the page collects it: that looks every 3 seconds by itself (a vendor fact), so nothing
 * is sent besides. Agrees to the notice that stands before some downloads, as a clerk does.
 *
 * @throws AppUnavailable when no file comes.
 */
export async function exportFile(page: Page, title: string, buttons: Locator[]): Promise<DownloadedFile> {
  const agreed = page.getByRole('button', { name: 'Agree and continue', exact: true });
  const act = async () => {
    for (const button of buttons) await press(button);
    if (await agreed.isVisible()) await press(agreed);
  };
  try {
    const file = await download(page.mainFrame(), act);
    if (file) return file;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'TimeoutError')) throw error;
    throw new AppUnavailable(`The export of "${title}" did not get ready.`, { cause: error });
  }
  await arrive(page, title);
  throw new LayoutChanged(`Toast drew a page where it should have sent the export of "${title}".`);
}

/**
 * The bytes of an export as UTF-8. They are Latin-1 and do not say so (a vendor fact); what has a byte order mark, or is
 * valid UTF-8, is that. A Latin-1 letter with an accent before a plain one never is.
 */
export function asUtf8(bytes: Uint8Array): Uint8Array {
  try {
    return new TextEncoder().encode(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return new TextEncoder().encode(new TextDecoder('windows-1252').decode(bytes));
  }
}
