import type { Frame } from 'playwright';
import { insist, NotFound } from 'sidedoor-mcp';

/** Fills in fields by their ids, until the form holds them all: an app that draws it anew undoes what was typed. */
export async function fillIn(frame: Frame, fields: Record<string, string>): Promise<void> {
  const ids = Object.keys(fields);
  await insist('keep what is filled in', async () => {
    for (const [id, value] of Object.entries(fields)) {
      const field = frame.locator(`#${id}`);
      await (id.startsWith('ddl') ? field.selectOption(value) : field.fill(value));
    }
    const held = await frame
      .locator(':root')
      .evaluate(
        (root, wanted) => wanted.map((id) => root.querySelector<HTMLInputElement>(`#${id}`)?.value),
        ids,
      );
    return ids.every((id, index) => held[index] === fields[id]);
  });
}

/** What a form shows in its fields and labels, by their ids; of a list what its choice is called. */
export async function shownIn<Name extends string>(
  frame: Frame,
  ids: Record<Name, string>,
): Promise<Record<Name, string>> {
  const names = Object.keys(ids) as Name[];
  const wanted = names.map((name) => ids[name]);
  const texts = await insist('show the form', () => frame.locator(':root').evaluate(readAll, wanted));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ''])) as Record<Name, string>;
}

/** Runs in the page. */
function readAll(root: Element, ids: string[]): string[] {
  return ids.map((id) => {
    const element = root.querySelector(`#${id}`);
    if (element instanceof HTMLSelectElement) return element.selectedOptions[0]?.text.trim() ?? '';
    const isTyped = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    return (isTyped ? element.value : (element?.textContent ?? '')).trim();
  });
}

/**
 * The value of a list's choice of that code or name; case does not count. Empty for `undefined`.
 *
 * @throws NotFound with all choices in its hint.
 */
export async function choiceOf(
  frame: Frame,
  list: string,
  wanted: string | undefined,
  what: string,
): Promise<string> {
  if (wanted === undefined) return '';
  const options = await insist(`list each ${what}`, () =>
    frame.locator(`#${list} option`).evaluateAll((elements) =>
      elements.map((element) => ({
        value: (element as HTMLOptionElement).value,
        label: element.textContent.trim(),
      })),
    ),
  );
  const meant = wanted.trim().toLowerCase();
  const real = options.filter(({ value }) => value !== '');
  const found = real.find(({ value, label }) =>
    [value, label, label.split(' - ')[1]].some((text) => text?.toLowerCase() === meant),
  );
  if (found) return found.value;
  throw new NotFound(`Harbor has no ${what} "${wanted}".`, {
    hint: `There are: ${real.map(({ label }) => label).join('; ')}.`,
  });
}
