/** Which screen a run ended on, as its page snapshot tells. */
export interface SeenScreen {
  /** Of the page and of each frame in it. */
  addresses: string[];
  /** Titles and headings, the outermost first. */
  headings: string[];
}

const mostHeadings = 8;

/** Reads it out of the snapshot that the evidence of a failed run has: every document under a comment with its address. */
export function screenIn(snapshot: string): SeenScreen {
  const addresses = [...snapshot.matchAll(/^<!-- (?:page|frame ".*?") at (.*) -->$/gm)].map(
    ([, address = '']) => address,
  );
  const headings = [...snapshot.matchAll(/<(title|h[1-3])\b[^>]*>(.*?)<\/\1>/gis)]
    .map(([, , text = '']) => text.replaceAll(/<[^>]*>/g, '').trim())
    .filter((text) => text !== '');
  return { addresses, headings: [...new Set(headings)].slice(0, mostHeadings) };
}
