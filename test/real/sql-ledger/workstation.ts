import { passwordOf } from './start.ts';
import type { Login, SqlLedger } from './start.ts';

/** A clerk at a workstation of his own, by plain HTTP: no browser and none of our code between. */
export class Workstation {
  readonly #ledger: SqlLedger;
  readonly #login: Login;
  #cookie = '';

  constructor(ledger: SqlLedger, login: Login) {
    this.#ledger = ledger;
    this.#login = login;
  }

  async signIn(): Promise<void> {
    const body = { action: 'login', login: this.#login, password: passwordOf(this.#login), js: '1' };
    const response = await this.#send('login.pl', { method: 'POST', body: form(body) });
    // Its first answer holds the address of the first frame, which is what sets the cookie.
    const text = await response.text();
    const frame = /<frame name="main_window" src="([^"]+)"/i.exec(text)?.[1];
    if (frame === undefined) throw new Error(`${this.#login} cannot sign in`);
    this.#keep(response);
    const first = await this.#send(frame);
    this.#keep(first);
    await first.text();
    if (this.#cookie === '') throw new Error(`${this.#login} got no cookie`);
  }

  /** The text of a page behind the sign-in. */
  async open(script: string, parameters: Record<string, string>): Promise<string> {
    const query = form({ ...parameters, login: `${this.#login}@lakeside` });
    const response = await this.#send(`${script}?${query.toString()}`);
    this.#keep(response);
    return response.text();
  }

  /** Sends a form, as the button with this label does; answers the text of the page that comes. */
  async press(script: string, fields: URLSearchParams, button: string): Promise<string> {
    const body = new URLSearchParams(fields);
    // The last `action` counts; each form also has a hidden one.
    body.append('action', button);
    const response = await this.#send(script, { method: 'POST', body });
    this.#keep(response);
    return response.text();
  }

  #send(address: string, more: RequestInit = {}): Promise<Response> {
    const headers = { 'user-agent': 'Mozilla/5.0', cookie: this.#cookie };
    return fetch(new URL(address, this.#ledger.url), { ...more, headers });
  }

  #keep(response: Response): void {
    const [cookie] = response.headers.getSetCookie();
    const value = cookie?.split(';')[0];
    if (value !== undefined && !value.endsWith('=')) this.#cookie = value;
  }
}

const form = (fields: Record<string, string>) => new URLSearchParams({ path: 'bin/mozilla', ...fields });
