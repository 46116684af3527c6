import type { Locator, Page } from 'playwright';
import { NeedsHuman, SessionLost } from '../errors.ts';
import type { Screen } from '../flow/define-app.ts';
import type { Account } from '../session/account.ts';
import type { HandOff } from '../session/sign-in.ts';
import { perform } from './act.ts';
import type { Act } from './act.ts';
import { loginCommand, takesCode, whatIsNeeded } from './needs.ts';
import type { Needs } from './needs.ts';

/** Does what must be done around the wait for a person, and waits. */
export type Parking = (needs: Needs, wait: () => Promise<void>) => Promise<void>;

export interface DeskParts {
  /** How long a person has for all screens of one sign-in. Milliseconds. */
  patience: number;
  /** Marks the parts of a page that no picture may show, until they are unmarked. */
  mask: (page: Page) => Promise<{ mask: Locator[]; unmark: () => Promise<void> }>;
  /** Told every code before it is typed, so that no artefact shows it. */
  onCode: (code: string) => void;
  /** Opens the desk's page to the person, once, and answers its address. */
  open: (desk: Desk) => Promise<string>;
  /** Closes it again. */
  close: (desk: Desk) => void;
}

/** What the person sees beside the picture. */
export interface View {
  /** `asks` a person for something; `checks` what came of it; `over`: the page is closed. */
  phase: 'asks' | 'checks' | 'over';
  app: string;
  account: string;
  says: string;
  takesCode: boolean;
  /** ISO time. */
  until: string;
}

interface Question {
  account: Account;
  page: Page;
  needs: Needs;
  answer: () => void;
}

/** A picture must not take longer, nor an act. Milliseconds. */
const limit = 5_000;

/**
 * Where one sign-in and a person meet: the sign-in asks, screen by screen, and the person answers on a page of his own,
 * whose address stays the same until the sign-in is over.
 */
export class Desk implements HandOff {
  readonly #parts: DeskParts;
  readonly #signal: AbortSignal;
  readonly #park: Parking;
  #url: Promise<string> | undefined;
  #until = 0;
  #question: Question | undefined;
  #view: View | undefined;
  #onChange: (() => void)[] = [];
  /** One thing at a time happens on the page: a click never lands in the middle of another. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: DeskParts, signal: AbortSignal, park: Parking) {
    this.#parts = parts;
    this.#signal = signal;
    this.#park = park;
  }

  async ask(account: Account, page: Page, screen: Screen): Promise<void> {
    this.#until ||= Date.now() + this.#parts.patience;
    const url = await (this.#url ??= this.#parts.open(this));
    const needs: Needs = {
      what: whatIsNeeded(account, screen),
      url,
      takesCode: takesCode(account, screen),
      until: this.#until,
    };
    await this.#park(needs, () => this.#answered(account, page, needs));
  }

  /** The sign-in is over: the last words to whoever still looks at the page, which is gone after that. */
  close(says: string): void {
    if (this.#view) this.#show({ ...this.#view, phase: 'over', takesCode: false, says });
    this.#question = undefined;
    if (this.#url) this.#parts.close(this);
  }

  /** Undefined before the first question. */
  get view(): View | undefined {
    return this.#view;
  }

  /** The view once nothing is being checked. */
  async settledView(): Promise<View | undefined> {
    while (this.#view?.phase === 'checks') {
      await new Promise<void>((resolve) => this.#onChange.push(resolve));
    }
    return this.#view;
  }

  /** JPEG of the page in CSS pixels, secret fields blotted out. Undefined while nothing is asked. */
  async picture(): Promise<Buffer | undefined> {
    return this.#onPage(async (page) => {
      const { mask, unmark } = await this.#parts.mask(page);
      const look = { type: 'jpeg', quality: 70, scale: 'css', caret: 'initial', timeout: limit } as const;
      try {
        return await page.screenshot({ ...look, mask, maskColor: '#000000' });
      } finally {
        await unmark();
      }
    });
  }

  /** Does to the page what the person did to its picture. */
  async act(doing: Act): Promise<void> {
    await this.#onPage((page) => perform(page, doing));
  }

  /** Types the person's code the way the app wants it. Answers whether that could be done. */
  async enterCode(code: string): Promise<boolean> {
    const question = this.#question;
    if (!question?.needs.takesCode) return false;
    const { account, page } = question;
    this.#parts.onCode(code);
    const isTyped = await this.#onPage(async () => {
      try {
        await account.app.enterCode?.({ page, code });
        return true;
      } catch {
        // Its text may hold the code, so nobody sees it; the screen tells the person what went wrong.
        return false;
      }
    });
    if (isTyped) question.answer();
    return isTyped === true;
  }

  /** The person says that the screen is passed. */
  done(): void {
    this.#question?.answer();
  }

  async #answered(account: Account, page: Page, needs: Needs): Promise<void> {
    let settle: (end?: Error) => void = () => undefined;
    const settled = new Promise<void>((resolve, reject) => {
      settle = (end) => (end ? reject(end) : resolve());
    });
    const onAbort = () => settle(this.#signal.reason as Error);
    const onClose = () => settle(new SessionLost('The page was closed while a person was asked.'));
    const timer = setTimeout(() => settle(nobodyCame(account, needs)), needs.until - Date.now());
    this.#signal.addEventListener('abort', onAbort, { once: true });
    page.once('close', onClose);
    this.#question = {
      account,
      page,
      needs,
      answer: () => {
        if (this.#view) this.#show({ ...this.#view, phase: 'checks' });
        settle();
      },
    };
    const { app, name } = account;
    this.#show({
      phase: 'asks',
      app: app.title,
      account: name,
      says: needs.what,
      takesCode: needs.takesCode,
      until: new Date(needs.until).toISOString(),
    });
    try {
      if (this.#signal.aborted) onAbort();
      if (page.isClosed()) onClose();
      await settled;
      // An act under way must not go on while the sign-in looks at the page.
      await this.#turn;
    } finally {
      clearTimeout(timer);
      this.#signal.removeEventListener('abort', onAbort);
      page.off('close', onClose);
      this.#question = undefined;
      if (this.#view) this.#show({ ...this.#view, phase: 'checks' });
    }
  }

  #show(view: View): void {
    this.#view = view;
    for (const changed of this.#onChange.splice(0)) changed();
  }

  /** Works on the page that was opened last: what the person needs may be in a window of its own. */
  #onPage<T>(work: (page: Page) => Promise<T>): Promise<T | undefined> {
    const turn = this.#turn.then(async () => {
      const page = this.#question?.page;
      if (!page || page.isClosed()) return undefined;
      return work(page.context().pages().at(-1) ?? page);
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

function nobodyCame({ name }: Account, { what }: Needs): NeedsHuman {
  return new NeedsHuman(`Nobody came in time. ${what}`, {
    hint: `Ask the user to run \`${loginCommand(name)}\`, then call again.`,
  });
}
