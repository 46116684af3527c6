import type { Dialog } from 'playwright';
import { LayoutChanged, OutcomeUnknown, Refused } from 'sidedoor-mcp';
import type { Content } from './content.ts';

/** The question that is no news: whoever saves has answered it. Harbor's other questions are for a person. */
const plainQuestion = 'Save this record?';

/**
 * Presses a save button, once, and waits for the page that comes of it: the same again, or another of those titles.
 *
 * @throws Refused when Harbor first asks something that nobody has decided: it is told no, and nothing leaves.
 */
export async function pressSave(content: Content, button: string, titles: string[] = []): Promise<void> {
  const page = content.frame.page();
  let answer: (dialog: Dialog) => void = () => undefined;
  const asked = new Promise<never>((_resolve, reject) => {
    answer = (dialog) => {
      if (dialog.message() === plainQuestion || dialog.type() !== 'confirm') return void dialog.accept();
      const words = `Harbor asks before it saves: "${dialog.message()}"`;
      const hint = 'Nothing was saved. Let the user decide it in Harbor itself.';
      void dialog.dismiss().then(() => reject(new Refused(words, { hint })), reject);
    };
  });
  page.on('dialog', answer);
  try {
    await Promise.race([asked, content.submit(button, titles)]);
  } finally {
    page.off('dialog', answer);
  }
}

/**
 * What Harbor says of a save, on the page that came of it.
 *
 * @throws Refused with its words, unless they fit `taken`.
 */
export async function assertTaken(content: Content, taken = /^Record saved\.$/): Promise<string> {
  const says = await content.text('#lblMessage');
  if (taken.test(says) || says === 'Record saved.') return says;
  if (says === '') throw new LayoutChanged('Harbor does not say what became of the save.');
  throw new Refused(`Harbor says: "${says}"`);
}

/** What the form warns of; none where it is silent. */
export async function warningsOn(content: Content): Promise<string[]> {
  const warning = await content.text('#lblWarning');
  return warning === '' ? [] : [warning];
}

/**
 * The form's own refusal to be filled in at all.
 *
 * @throws Refused when there is no save button, with what stands in its place.
 */
export async function assertWritable(content: Content, button: string): Promise<void> {
  if ((await content.frame.locator(`#${button}`).count()) > 0) return;
  const says = await content.text('#lblMessage');
  if (says === '') throw new LayoutChanged(`The form has no "${button}".`);
  throw new Refused(`Harbor says: "${says}"`, { hint: 'The account needs a role that may enter this.' });
}

/** Harbor said that it saved, but its records do not have it. */
export function missing(what: string, mark: string): OutcomeUnknown {
  return new OutcomeUnknown(`Harbor took ${what} with the reference ${mark}, but does not show it.`);
}
