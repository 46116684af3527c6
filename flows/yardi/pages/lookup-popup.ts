import type { Frame } from 'playwright';
import { byCount, InvalidInput, LayoutChanged, NotFound } from 'sidedoor-mcp';
import { posted } from './posted.ts';
import { insteadOfPage, lookAt } from './sight.ts';

interface Wanted {
  name: string;
  /** The property that tells companies of one name apart. */
  property: string;
}

/** The popup behind the "…" of a code: a frame in the frame that it fills in. The popup's own codes have popups again. */
export class LookupPopup {
  readonly #frame: Frame;

  private constructor(frame: Frame) {
    this.#frame = frame;
  }

  static async open(within: Frame, field: string): Promise<LookupPopup> {
    await within.locator(`#${field}_LookupCode + button`).click();
    const element = await within.locator('iframe#popupiframe').elementHandle();
    const frame = await element?.contentFrame();
    if (!frame) throw new LayoutChanged(`No popup opens behind ${field}.`);
    const popup = new LookupPopup(frame);
    await popup.#arrive();
    return popup;
  }

  /** @throws SessionLost, AppUnavailable or LayoutChanged by what is there instead of a list. */
  async #arrive(): Promise<void> {
    await this.#frame.locator('body:not(:empty)').waitFor({ state: 'attached' });
    const sight = await lookAt(this.#frame);
    if (sight.kind !== 'page') throw insteadOfPage(sight);
    await this.#frame.locator('#LookupGrid').waitFor();
  }

  /** Ticks the one company of a name. @throws NotFound; InvalidInput when several have it, at the property as well. */
  async tickPayee({ name, property }: Wanted): Promise<void> {
    const isIt = (row: { name: string }) => row.name.toLowerCase() === name.toLowerCase();
    let found = (await this.find(name)).filter(isIt);
    if (found.length > 1) {
      await this.#narrow(property);
      found = (await this.find(name)).filter(isIt);
    }
    const [payee] = found;
    if (!payee)
      throw new NotFound(`Yardi knows no payee "${name}".`, { hint: 'Give its code, or its whole name.' });
    if (found.length > 1)
      throw new InvalidInput(
        `Several payees are called "${name}": ${found.map((one) => one.code).join(', ')}.`,
        {
          hint: 'Give the code of one.',
        },
      );
    await this.tick(payee.at);
  }

  /** The rows that have these words. @throws LayoutChanged when they are not as many as stated. */
  async find(words: string) {
    const frame = this.#frame;
    await frame.locator('#LookupGrid_filter input').fill(words);
    await posted({ frame, target: 'cmdFind', act: () => frame.locator('#cmdFind_Button').click() });
    await this.#arrive();
    const rows = await frame
      .locator('#LookupGrid tr[id^=row]')
      .evaluateAll((lines) =>
        lines.map((line) => [...line.children].map((cell) => (cell.textContent ?? '').trim())),
      );
    const stated = /^(\d+) records$/.exec(((await frame.locator('#Count_Label').textContent()) ?? '').trim());
    const { proven, because } = byCount(rows.length, Number(stated?.[1]));
    if (!proven) throw new LayoutChanged(`The lookup does not show all that it finds: ${because}.`);
    return rows.map(([, code = '', name = ''], at) => {
      if (code === '' || name === '')
        throw new LayoutChanged('A row of the lookup has not its code and name.');
      return { at, code, name };
    });
  }

  async tick(at: number): Promise<void> {
    await this.#frame.locator(`#row${at} input`).check();
  }

  /** Takes over what is ticked: the popup closes, and the page under it posts itself back. */
  async ok(): Promise<void> {
    await this.#frame.locator('#cmdOK_Button').click();
  }

  /** By the popup's own popup, since its property cannot be typed. */
  async #narrow(property: string): Promise<void> {
    const frame = this.#frame;
    const inner = await LookupPopup.open(frame, 'PropLookup');
    const row = (await inner.find(property)).find(({ code }) => code === property);
    if (!row) throw new NotFound(`Yardi knows no property "${property}".`);
    await inner.tick(row.at);
    await posted({ frame, target: 'PropLookup:LookupCode', act: () => inner.ok() });
    await this.#arrive();
    if ((await frame.locator('#PropLookup_LookupCode').inputValue()) !== property)
      throw new LayoutChanged('The popup does not take over the property.');
  }
}
