import type { Frame, Page } from 'playwright';
import { insist, LayoutChanged, redraw } from 'sidedoor-mcp';
import { fillIn } from './fields.ts';
import { titleOf } from './sight.ts';

/** One of the application's pages, in whatever frame or window shows it. */
export class Content {
  readonly frame: Frame;
  readonly #title: string;
  #filled: Record<string, string> = {};

  constructor(frame: Frame, title: string) {
    this.frame = frame;
    this.#title = title;
  }

  /** Opens a page by its own address, without the shell around it. */
  static async open(page: Page, address: string, title: string): Promise<Content> {
    const content = new Content(page.mainFrame(), title);
    await insist(`open "${title}"`, async () => {
      await page.goto(`app/pages/${address}`);
      await content.arrive();
    });
    return content;
  }

  /**
   * Waits until the page is there, or another of those titles.
   *
   * @throws SessionLost, NeedsHuman, AppUnavailable or LayoutChanged at once, by what is there instead.
   */
  async arrive(others: string[] = []): Promise<void> {
    const shown = await titleOf(this.frame);
    if (shown !== this.#title && !others.includes(shown)) {
      throw new LayoutChanged(`Harbor shows "${shown}" where "${this.#title}" was asked for.`);
    }
  }

  /** Does something that posts the page back, and waits until it is there again, or another of those titles. */
  async postback<T>(act: () => Promise<T>, others: string[] = []): Promise<T> {
    const answer = await redraw(this.frame, act);
    await this.arrive(others);
    return answer;
  }

  /** Fills in fields by their ids. What of them is saved later must still be there then: see `submit`. */
  async fill(fields: Record<string, string>): Promise<void> {
    this.#filled = fields;
    await fillIn(this.frame, fields);
  }

  /**
   * Presses a button while the form holds all that was filled in last: both in one go, since a page that posts itself back
   * in between would send an empty form. One that was drawn anew is filled in again.
   */
  async submit(button: string, others: string[] = []): Promise<void> {
    const fields = this.#filled;
    await insist('keep what is filled in until it is saved', async () => {
      await this.frame.locator(`#${button}`).click({ trial: true });
      const isPressed = await redraw(this.frame, async () => {
        const body = this.frame.locator(':root');
        if (await body.evaluate(pressIfHeld, { fields, button })) return true;
        throw new Forgotten();
      }).catch((error: unknown) => {
        if (error instanceof Forgotten) return false;
        throw error;
      });
      if (!isPressed) await fillIn(this.frame, fields);
      return isPressed;
    });
    await this.arrive(others);
  }

  async text(selector: string): Promise<string> {
    return ((await this.frame.locator(selector).textContent()) ?? '').trim();
  }
}

/** The form was drawn anew: what was filled in is gone. */
class Forgotten extends Error {}

/** Runs in the page. One that is just posting itself back, by an event of its own, would send that event with the button. */
function pressIfHeld(
  root: Element,
  { fields, button }: { fields: Record<string, string>; button: string },
): boolean {
  const isLeaving = (root.querySelector<HTMLInputElement>('[name="__EVENTTARGET"]')?.value ?? '') !== '';
  const holds =
    !isLeaving &&
    Object.entries(fields).every(
      ([id, value]) => root.querySelector<HTMLInputElement>(`#${id}`)?.value === value,
    );
  if (holds) root.querySelector<HTMLElement>(`#${button}`)?.click();
  return holds;
}
