import type { Page } from 'playwright';

/** The box of a message: an editor for rich text that hides its field, or, for whoever prefers it, the plain field. */
export class MessageBox {
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: 'Content' | 'UpdateContent') {
    this.#page = page;
    this.#name = name;
  }

  get #field() {
    return this.#page.locator(`textarea[name=${this.#name}]`);
  }

  async write(text: string): Promise<void> {
    if (!(await this.#isRich())) return this.#field.fill(text);
    await this.#page.waitForFunction(isReady, this.#name);
    await this.#page.evaluate(setData, { name: this.#name, html: asHtml(text) });
  }

  /** What stands in the box. */
  async text(): Promise<string> {
    if (!(await this.#isRich())) return this.#field.inputValue();
    const body = this.#page.frameLocator(`#cke_${this.#name} iframe`).locator('body');
    return (await body.innerText()).replaceAll('\u00A0', ' ').replace(/\n+$/, '');
  }

  #isRich(): Promise<boolean> {
    return this.#field.evaluate((field) => field.classList.contains('richtext'));
  }
}

/** One paragraph with a line for each line, and every blank where it was. */
function asHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const lines = escaped.split('\n').map((line) => line.replace(/^ |(?<= ) /g, '&nbsp;'));
  return `<p>${lines.join('<br />')}</p>`;
}

interface Editors {
  CKEDITOR?: {
    instances: Record<
      string,
      { status: string; setData(html: string, done: { callback: () => void }): void }
    >;
  };
}

/** Runs in the page. */
function isReady(name: string): boolean {
  return (window as Editors).CKEDITOR?.instances[name]?.status === 'ready';
}

/** Runs in the page: what the editor's own "Source" does. */
function setData({ name, html }: { name: string; html: string }): Promise<void> {
  return new Promise((callback) =>
    (window as Editors).CKEDITOR?.instances[name]?.setData(html, { callback }),
  );
}
