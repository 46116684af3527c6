import type { Page } from 'playwright';
import { windowText } from './reading.ts';
import { assertSound } from './screen.ts';
import { assertEnabled, choose, pressSave, typeDate } from './widgets.ts';
import type { SaveAnswer } from './widgets.ts';

interface Change {
  technician?: string | undefined;
  date?: string | undefined;
  window?: string | undefined;
  reason?: string | undefined;
  memo: string;
}

/** The window over the board that asks what an action needs. */
export class ActionForm {
  readonly #page: Page;
  readonly #label: string;
  readonly #action: string;

  constructor(page: Page, label: string, action: string) {
    this.#page = page;
    this.#label = label;
    this.#action = action;
  }

  /** Only the fields that the action has. */
  async fill({ technician, date, window, reason, memo }: Change): Promise<void> {
    const page = this.#page;
    if (this.#action === 'assign' && technician) await choose(page, 'TechnicianId', [technician]);
    if (this.#action === 'reschedule' && date && window) {
      await typeDate(page.locator('.Modal [data-cy=reschedule-date]'), date);
      await choose(page, 'ArrivalWindow', [windowText(window)]);
    }
    if (['hold', 'cancel'].includes(this.#action) && reason) await choose(page, 'Reason', [reason]);
    await page.locator('.Modal [data-cy=memo]').fill(memo);
    await assertEnabled(this.#save);
    assertSound(page);
  }

  /** What the form shows now. */
  async values() {
    const modal = this.#page.locator('.Modal');
    return {
      form: ((await modal.locator('h1').textContent()) ?? '').trim(),
      chosen: await modal.locator('.Trigger').allTextContents(),
      dates: await modal
        .locator('input')
        .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value)),
      memo: await modal.locator('[data-cy=memo]').inputValue(),
    };
  }

  submit(): Promise<SaveAnswer> {
    return pressSave(this.#page, this.#save, `/appointments/${this.#label}/${this.#action}`);
  }

  get #save() {
    return this.#page.locator('.Modal [data-cy=action-save]');
  }
}
