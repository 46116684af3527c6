import { insist, LayoutChanged, NotFound } from 'sidedoor-mcp';
import type { Content } from './content.ts';
import { LookupPopup } from './lookup-popup.ts';

/** Types a code into a lookup, and waits for the description that the server finds; answers it. @throws NotFound */
export async function lookUp(content: Content, name: string, code: string, what: string): Promise<string> {
  const field = content.root.locator(`#${name}_LookupCode`);
  const type = (text: string) =>
    content.postback(`${name}:LookupCode`, async () => {
      await field.fill(text);
      await field.press('Tab');
    });
  return insist(`take the ${what} ${code}`, async () => {
    const isAsked = (await field.inputValue()) !== code && (await type(code));
    if ((await field.inputValue()) !== code) return false;
    const description = await content.value(`${name}_Description`);
    if (description !== '') return description;
    // Without a description a report would silently run for all properties.
    if (isAsked) throw new NotFound(`Yardi knows no ${what} "${code}".`);
    // It stands there, but whether the server was asked for it is not known.
    await type('');
    return false;
  });
}

/**
 * A payee by its code, or else by its name, which the popup of the lookup has: answers its code.
 *
 * @throws NotFound; InvalidInput when several companies have that name.
 */
export async function lookUpPayee(
  content: Content,
  name: string,
  given: string,
  property: string,
): Promise<string> {
  try {
    await lookUp(content, name, given, 'payee');
    return given;
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
  }
  return insist(`take the payee "${given}"`, async () => {
    const popup = await LookupPopup.open(await content.frame(), name);
    await popup.tickPayee({ name: given, property });
    await content.postback(`${name}:LookupCode`, () => popup.ok());
    const description = await content.value(`${name}_Description`);
    if (description.toLowerCase() !== given.toLowerCase()) return false;
    return content.root.locator(`#${name}_LookupCode`).inputValue();
  });
}

/** Chooses in a list that posts the page back, by the exact words of the choice. */
export async function choose(content: Content, id: string, label: string): Promise<void> {
  await insist(`choose "${label}"`, async () => {
    if ((await content.value(id)) !== label) {
      const list = content.root.locator(`#${id}`);
      const labels = await list.locator('option').allTextContents();
      if (!labels.some((one) => one.trim() === label))
        throw new LayoutChanged(`There is no "${label}" in the list ${id}.`);
      await content.postback(id.replace(/_(?=[A-Za-z]+$)/, ':'), () => list.selectOption({ label }));
    }
    return (await content.value(id)) === label;
  });
}

/** Fills in text fields and plain lists, one at a time, until the page holds them all. */
export async function fillIn(content: Content, fields: Record<string, string>): Promise<void> {
  await insist('keep what is filled in', async () => {
    for (const [id, text] of Object.entries(fields)) {
      const field = content.root.locator(`#${id}`);
      await (id.endsWith('_DropDownList') ? field.selectOption({ label: text }) : field.fill(text));
    }
    for (const [id, text] of Object.entries(fields)) if ((await content.value(id)) !== text) return false;
    return true;
  });
}
