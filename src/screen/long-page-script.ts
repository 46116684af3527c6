/** What a `LongPage` does in the page. Each function runs there alone: it uses nothing from outside. */

/** A page on its way. */
export interface Source {
  document: Document;
  /** Its address, after redirects: what its links are relative to. */
  url: string;
  /** What has arrived since, as text; undefined at the end. @throws Error with a sentence for the caller. */
  next: () => Promise<string | undefined>;
  isEnd: boolean;
  failure: string | undefined;
}

/** Asks for the page. Never rejects: what went wrong is `failure`. */
export async function begin({
  url,
  decode,
  patience,
}: {
  url: string;
  decode: (bytes: Uint8Array) => string;
  patience: number;
}): Promise<Source> {
  const inTime = async <T>(work: Promise<T>, late: string): Promise<T> => {
    let timer = 0;
    const isLate = new Promise<never>((_resolve, reject) => {
      timer = window.setTimeout(() => reject(new Error(late)), patience);
    });
    return Promise.race([work, isLate]).finally(() => window.clearTimeout(timer));
  };
  const document = window.document.implementation.createHTMLDocument('');
  const failed = (failure: string): Source => ({
    document,
    url,
    next: () => Promise.resolve(undefined),
    isEnd: true,
    failure,
  });
  // As the browser asks for a page that it shows.
  const headers = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
  const asking = fetch(url, { headers, credentials: 'same-origin', cache: 'no-store' });
  let response: Response;
  try {
    response = await inTime(asking, 'The application did not answer.');
  } catch (error) {
    const isOurs = error instanceof Error && !(error instanceof TypeError);
    return failed(isOurs ? error.message : 'The application could not be reached.');
  }
  if (response.status >= 500) return failed(`The application answered ${response.status}.`);
  const reader = response.body?.getReader();
  const declared = /charset=["']?([\w-]+)/i;
  let charset = declared.exec(response.headers.get('content-type') ?? '')?.[1];
  let other: TextDecoder | undefined;
  let kept = new Uint8Array();

  const next = async (): Promise<string | undefined> => {
    if (!reader) return undefined;
    const pieces = [kept];
    let size = kept.length;
    let isEnd = false;
    // A quarter of a megabyte at a time: to parse and to count rows costs something at each.
    while (!isEnd && size < 262_144) {
      const { done, value } = await inTime(
        reader.read(),
        'The application stopped in the middle of its answer.',
      );
      isEnd = done;
      if (value) pieces.push(value);
      size += value?.length ?? 0;
    }
    if (size === 0) return undefined;
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    // A character of several bytes has none that is ASCII, so after one that is nothing is cut in two.
    let end = size;
    while (!isEnd && end > 0 && (bytes[end - 1] ?? 0) >= 0x80) end--;
    kept = bytes.slice(end);
    if (charset === undefined) {
      const head = String.fromCharCode(...bytes.subarray(0, 2_048));
      charset = declared.exec(head)?.[1] ?? 'utf-8';
    }
    if (/^utf-?8$/i.test(charset)) return decode(bytes.subarray(0, end));
    other ??= new TextDecoder(charset);
    return other.decode(bytes.subarray(0, end), { stream: !isEnd });
  };
  return { document, url: response.url, next, isEnd: false, failure: undefined };
}

/** Reads on until more than `count` elements are there, or to the end. */
export async function readOn(
  source: Source,
  { selector, count }: { selector: string; count: number },
): Promise<{ isEnd: boolean; failure: string | undefined }> {
  const { document } = source;
  while (!source.isEnd && document.querySelectorAll(selector).length <= count) {
    try {
      const text = await source.next();
      if (text !== undefined) {
        document.write(text);
        if (!/^https?:/.test(document.baseURI) && document.head) {
          const base = document.createElement('base');
          base.href = source.url;
          document.head.prepend(base);
        }
        continue;
      }
      document.close();
    } catch (error) {
      const isOurs = error instanceof Error && !(error instanceof TypeError);
      source.failure = isOurs ? error.message : 'The connection broke off in the middle of a page.';
    }
    source.isEnd = true;
  }
  return { isEnd: source.isEnd, failure: source.failure };
}

/** Takes rows out that have been read. */
export function dropFirst(
  { document }: Source,
  { selector, count }: { selector: string; count: number },
): void {
  const rows = [...document.querySelectorAll(selector)].slice(0, count);
  for (const row of rows) {
    // The white space between two rows adds up.
    if (row.previousSibling?.nodeType === Node.TEXT_NODE) row.previousSibling.remove();
    row.remove();
  }
}
