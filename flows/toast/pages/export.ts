import type { Locator, Page } from 'playwright';
import { AppUnavailable, download, InvalidInput, LayoutChanged } from 'sidedoor-mcp';
import type { DownloadedFile } from 'sidedoor-mcp';
import { readExport } from './headings.ts';
import { press } from './press.ts';
import { arrive } from './sight.ts';

/** An export silently ends here (a vendor fact). */
const mostRows = 50_000;

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
 * The rows of an export, which begins with its headings and has nothing but rows below. It is Latin-1 and does not say so (a
 * vendor fact), as the engine finds out.
 *
 * @throws InvalidInput when it may have ended too early.
 */
export function rowsOfExport<Column extends string>(
  { bytes }: { bytes: Uint8Array },
  shape: { name: string; columns: Record<Column, string> },
): Record<Column, string>[] {
  const { rows, above, below } = readExport(bytes, shape);
  if (above.length + below.length > 0)
    throw new LayoutChanged(`There are lines besides the rows of ${shape.name}.`);
  if (rows.length >= mostRows)
    throw new InvalidInput(`The export ends at ${mostRows} rows.`, { hint: 'Ask for a shorter period.' });
  return rows;
}
