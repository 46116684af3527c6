import { insist, LayoutChanged, OutcomeUnknown, Refused } from 'sidedoor-mcp';
import type { Page } from 'playwright';
import { Content } from './content.ts';
import { fillIn } from './fields.ts';
import { readGrid } from './grid.ts';

/**
 * Presses the save button of an event, once, and reads what Yardi says of it.
 *
 * @param where The message line, or the heading where that tells of the record.
 * @throws Refused with its words, unless they fit `taken`.
 */
export async function save(
  content: Content,
  target: string,
  taken: RegExp,
  where: 'MessageTableContainer' | 'PageHeading_Label' = 'MessageTableContainer',
): Promise<void> {
  const isAnswered = await content.postback(target, () => content.root.locator(`#${target}_Button`).click());
  // Without an answer the message is an older one, of another button.
  if (isAnswered && taken.test(await content.value(where))) return;
  const says = isAnswered ? await content.message() : '';
  if (says === '') throw new LayoutChanged('Yardi does not say what became of the save.');
  throw new Refused(`Yardi says: "${says}"`);
}

interface Search {
  path: string;
  /** The field for the mark. */
  field: string;
  grid: string;
  headings: string[];
}

/** The number of the one record that carries a mark; null only where the app says that there is none. */
export async function searchMark(
  page: Page,
  { path, field, grid, headings }: Search,
  mark: string,
): Promise<string | null> {
  const content = await Content.open(page, { path, key: '#Search_Button' });
  const rows = await insist('search for the mark', async () => {
    await fillIn(content, { [field]: mark });
    await content.postback('Search', () => content.root.locator('#Search_Button').click());
    const found = await readGrid(content.root, grid, headings);
    // A page that posted itself back in between has searched for nothing.
    return (await content.value(field)) === mark && found;
  });
  const stated = /^(\d+) records$/.exec(await content.value('Count_Label'))?.[1];
  if (Number(stated) !== rows.length || !rows.every((row) => row.at(-1)?.includes(mark)))
    throw new LayoutChanged(`Yardi does not show all that carries the mark ${mark}.`);
  if (rows.length > 1)
    throw new OutcomeUnknown(`Yardi has the mark ${mark} ${rows.length} times.`, {
      hint: 'Do not repeat it. Ask a person to look in Yardi for what was saved twice.',
    });
  return rows[0]?.[0] ?? null;
}

/** Yardi said that it saved, but its records do not have it. */
export function missing(what: string, mark: string): OutcomeUnknown {
  return new OutcomeUnknown(`Yardi took ${what} with the mark ${mark}, but does not show it.`);
}
