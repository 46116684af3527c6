import type { Locator, Page } from 'playwright';
import { isoDate, LayoutChanged, nearest, NotFound, screenDate } from 'sidedoor-mcp';
import type { DateOrder } from 'sidedoor-mcp';

/** One choice of a list, e.g. "4020--Rental Income" or "B-03--10084": a number or name, "--", a name or the key. */
export interface Choice {
  value: string;
  /** What stands before the first "--". */
  code: string;
  /** What stands after it. */
  rest: string;
}

/** The fields of the form that is on the page, by their names. */
export class FormFields {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  named(name: string): Locator {
    return this.#page.locator(`[name="${name}"]`);
  }

  async has(name: string): Promise<boolean> {
    return (await this.named(name).count()) > 0;
  }

  /** Value of a field, hidden or not. */
  async value(name: string): Promise<string> {
    const field = this.named(name);
    if ((await field.count()) !== 1) throw new LayoutChanged(`The form has no field "${name}", or several.`);
    return field.inputValue();
  }

  async type(name: string, text: string): Promise<void> {
    await this.named(name).fill(text);
  }

  /**
   * Gives a field a value, or ticks it, without the event that would make the page send itself; the next button sends it.
   */
  async set(name: string, value: string): Promise<void> {
    await this.named(name).evaluate((field, wanted) => {
      if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = wanted !== '';
      else (field as HTMLInputElement | HTMLSelectElement).value = wanted;
    }, value);
  }

  /** Types a date in the login's own format, which the field's tooltip gives: "mm-dd-yy". Years take four digits. */
  async typeDate(name: string, iso: string): Promise<void> {
    const { order, separator } = await this.#dateFormat(name);
    await this.type(name, screenDate(iso, order, separator));
  }

  async date(name: string): Promise<string> {
    const text = await this.value(name);
    // The application also takes 20261031, in any format.
    const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
    if (compact) return `${compact[1]}-${compact[2]}-${compact[3]}`;
    return isoDate(text, (await this.#dateFormat(name)).order);
  }

  async choices(name: string): Promise<Choice[]> {
    const values = await this.named(name)
      .locator('option')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    return values.filter((value) => value !== '').map(toChoice);
  }

  async chosen(name: string): Promise<Choice> {
    return toChoice(await this.value(name));
  }

  /**
   * Chooses what is meant by its code, or by what stands after it.
   *
   * @throws NotFound with what there is.
   */
  async choose(name: string, meant: string, kind: string): Promise<void> {
    if (!(await this.has(name))) throw new NotFound(`There is no ${kind} "${meant}", nor any other.`);
    const choices = await this.choices(name);
    const wanted = meant.trim().toLowerCase();
    const found =
      choices.find(({ code }) => code.toLowerCase() === wanted) ??
      choices.find(({ rest }) => rest.toLowerCase() === wanted);
    if (found) {
      await this.set(name, found.value);
      return;
    }
    const inWords = ({ code, rest }: Choice) => (/^\d+$/.test(rest) ? code : `${code} ${rest}`);
    const similar = nearest(meant, choices, inWords, mostShown);
    const shown = (similar.length > 0 ? similar : choices).slice(0, mostShown).map(inWords);
    throw new NotFound(`There is no ${kind} "${meant}".`, {
      hint: `There are: ${shown.join('; ') || 'none'}.`,
    });
  }

  async #dateFormat(name: string): Promise<{ order: DateOrder; separator: string }> {
    const format = (await this.named(name).getAttribute('title')) ?? '';
    const [first = '', separator = '', second = ''] =
      /^(mm|dd|yy|yyyy)(\W)(mm|dd)\2(yy|dd)$/.exec(format)?.slice(1) ?? [];
    const order = { mmdd: 'mdy', ddmm: 'dmy', yymm: 'ymd', yyyymm: 'ymd' }[`${first}${second}`];
    if (!order) throw new LayoutChanged(`Nothing says how dates are written in "${name}".`);
    return { order: order as DateOrder, separator };
  }
}

function toChoice(value: string): Choice {
  const at = value.indexOf('--');
  return at === -1
    ? { value, code: value, rest: '' }
    : { value, code: value.slice(0, at), rest: value.slice(at + 2) };
}

const mostShown = 12;

/**
 * Puts the choices of every list back where they belong. A name such as "<Harbor> Bait" stands unescaped in them, and a
 * browser that allows elements in lists takes all that follows for its content: out of the list, and with it the
 * choice that was made. Answers nothing; the form is then as the application meant it.
 */
export async function mendLists(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const list of document.querySelectorAll('select')) {
      const options = [...list.querySelectorAll('option')];
      if (options.every((option) => option.parentElement === list)) continue;
      const chosen = options.find((option) => option.defaultSelected);
      list.replaceChildren(...options);
      list.value = (chosen ?? options[0])?.value ?? '';
    }
  });
}
