import type { Locator } from 'playwright';
import { LayoutChanged } from '../errors.ts';

/**
 * Types a one-time code into what takes it: one field, or a box for each digit, whether or not the boxes move the cursor
 * on by themselves. `fields` selects the field, or all boxes in their order. Sends nothing; clicking the button is left.
 *
 * @throws LayoutChanged when the fields are not that many, or hold something else afterwards.
 */
export async function enterCode(fields: Locator, code: string): Promise<void> {
  await fields.first().waitFor();
  const count = await fields.count();
  if (count !== 1 && count !== code.length) {
    throw new LayoutChanged(`There are ${count} fields for a code of ${code.length} digits.`);
  }
  const parts = count === 1 ? [code] : Array.from(code);
  for (const enter of ways) {
    await enter(fields, parts);
    if ((await typedInto(fields)) === code) return;
  }
  throw new LayoutChanged('The fields for the code do not hold what was typed into them.');
}

/**
 * Real keys first, because scripts of such pages listen to them. A script that moves the cursor late sends them astray:
 * what is typed, and what is cleared, goes to wherever the cursor is. So the last way needs no cursor.
 */
const ways = [
  async (fields: Locator, parts: string[]) => {
    for (const field of await fields.all()) await field.fill('');
    for (const [at, part] of parts.entries()) await fields.nth(at).pressSequentially(part);
  },
  async (fields: Locator, parts: string[]) => fields.evaluateAll(setValues, parts),
];

/**
 * Runs in the page: sets every field, in one go that no timer of the page gets into, and tells its scripts of each. Like
 * a keyboard it writes nothing where nothing may be written, and no more than fits.
 */
async function setValues(fields: (Element | SVGElement)[], parts: string[]): Promise<void> {
  for (const [at, field] of fields.entries()) {
    if (!(field instanceof HTMLInputElement) || field.disabled || field.readOnly) continue;
    const part = parts[at] ?? '';
    const value = field.maxLength < 0 ? part : part.slice(0, field.maxLength);
    // The element's own setter: frameworks put theirs before it, and take what came through that for their own doing.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
    const more = { bubbles: true, composed: true };
    field.dispatchEvent(new InputEvent('input', { ...more, data: value, inputType: 'insertText' }));
    field.dispatchEvent(new Event('change', more));
    // Frameworks take up one change before the next in a microtask, which no timer gets in front of.
    await Promise.resolve();
  }
}

/** Without what a mask puts between the digits, as in "123-456". */
async function typedInto(fields: Locator): Promise<string> {
  const values = await Promise.all((await fields.all()).map((field) => field.inputValue()));
  return values.join('').replace(/[\s-]/g, '');
}
