import type { ElementHandle, JSHandle, Page } from 'playwright';
import { AppUnavailable } from '../errors.ts';
import { decodeMixed } from './decode-mixed.ts';
import { begin, dropFirst, readOn } from './long-page-script.ts';
import type { Source } from './long-page-script.ts';

/** The application may count for minutes before its first byte, and stop for as long between two. Milliseconds. */
const patience = 600_000;

/**
 * A page of the app that is too long to be shown: a report that gives all its rows at once. It is fetched by the page that
 * stands there, with its session and through its gate, and parsed as it arrives, into a document that nobody sees; its rows
 * are taken out as they are read (`readSlices`), so that this process never holds more than a slice, nor the browser much
 * more than the 64 MB that it takes ahead of its reader. Measured with 50,000 rows in 82 MB: to show that page takes a
 * browser 10 GB, and reading it so 0.6; to repair its encoding on the way (`latin1InUtf8`) ends the browser.
 *
 * No script of the app runs in it, and `page` stays where it is.
 */
export class LongPage {
  readonly #source: JSHandle<Source>;
  readonly #root: ElementHandle<Element>;

  private constructor(source: JSHandle<Source>, root: ElementHandle<Element>) {
    this.#source = source;
    this.#root = root;
  }

  /**
   * Asks the app for the page, and reads as far as its first `until`, or to its end where there is none.
   *
   * @param page stands on another page of the same app.
   * @param address relative to the account's URL.
   * @param until CSS selector of the rows that make it long.
   * @throws AppUnavailable when no answer comes or an error of the server (5xx).
   */
  static async open(page: Page, address: string, until: string): Promise<LongPage> {
    const url = new URL(address, page.url()).href;
    const decode = await page.evaluateHandle<(bytes: Uint8Array) => string>(`(${decodeMixed.toString()})`);
    const source = await page.evaluateHandle(begin, { url, decode, patience });
    await readAhead(source, until, 0);
    const root = (await source.evaluateHandle(({ document }) => document.documentElement)).asElement();
    if (!root) throw new AppUnavailable('The application answered with nothing.');
    return new LongPage(source, root);
  }

  /** As `locator.evaluate` on the document's root element, as far as the document has come. */
  evaluate<Result, Arg>(work: (root: Element, arg: Arg) => Result, arg: Arg): Promise<Result> {
    return this.#root.evaluate(work as never, arg) as Promise<Result>;
  }

  /**
   * Reads on until more than `count` elements are there, so that the first `count` are whole, or to the page's end.
   * Answers whether that has come.
   */
  async reach(selector: string, count: number): Promise<boolean> {
    return readAhead(this.#source, selector, count);
  }

  /** Takes the first so many elements out of the document. */
  async drop(selector: string, count: number): Promise<void> {
    await this.#source.evaluate(dropFirst, { selector, count });
  }
}

async function readAhead(source: JSHandle<Source>, selector: string, count: number): Promise<boolean> {
  const { isEnd, failure } = await source.evaluate(readOn, { selector, count });
  if (failure !== undefined) throw new AppUnavailable(failure);
  return isEnd;
}
