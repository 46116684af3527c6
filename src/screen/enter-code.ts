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
  for (const type of ways) {
    await clear(fields);
    await type(fields, count, code);
    if ((await typedInto(fields)) === code) return;
  }
  throw new LayoutChanged('The fields for the code do not hold what was typed into them.');
}

/** Real keys first, because scripts of such pages listen to them. A script that moves the cursor late can mix them up. */
const ways = [
  async (fields: Locator, count: number, code: string) => {
    if (count === 1) await fields.pressSequentially(code);
    else for (const [at, digit] of Array.from(code).entries()) await fields.nth(at).press(digit);
  },
  async (fields: Locator, count: number, code: string) => {
    if (count === 1) await fields.fill(code);
    else for (const [at, digit] of Array.from(code).entries()) await fields.nth(at).fill(digit);
  },
];

async function clear(fields: Locator): Promise<void> {
  for (const field of await fields.all()) await field.fill('');
}

/** Without what a mask puts between the digits, as in "123-456". */
async function typedInto(fields: Locator): Promise<string> {
  const values = await Promise.all((await fields.all()).map((field) => field.inputValue()));
  return values.join('').replace(/[\s-]/g, '');
}
