import { LayoutChanged } from '../errors.ts';

/**
 * Refuses text that the browser could not decode: a name with U+FFFD in it is wrong, however whole the list is.
 *
 * @throws LayoutChanged
 */
export function assertLegible(texts: Iterable<string>): void {
  for (const text of texts) {
    if (!text.includes('\u{FFFD}')) continue;
    throw new LayoutChanged(
      `The app sent text in another encoding than it declares ("${text.slice(0, 40)}").`,
      {
        hint: "If it prints Latin-1 into UTF-8 pages, its author sets `quirks: { latin1InUtf8: true }` in the app's definition.",
      },
    );
  }
}
