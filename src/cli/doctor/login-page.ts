import type { Sidedoor } from '../../sidedoor.ts';
import { isSidedoorError } from '../../errors.ts';
import type { Screen } from '../../flow/define-app.ts';
import type { Account } from '../../session/account.ts';
import { ok, remark, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

type Look = { screen: Screen } | { failed: unknown };

/**
 * Looks at the first page of each account's application as somebody who is not signed in, in a browser without cookies:
 * the definition must say that this is `signed_out`. Sends no password. Accounts of one installation share a look.
 */
export class LoginPages {
  readonly #engine: Sidedoor;
  readonly #looks = new Map<string, Promise<Look>>();

  constructor(engine: Sidedoor) {
    this.#engine = engine;
  }

  async check(account: Account): Promise<Finding> {
    const key = JSON.stringify([account.app.name, account.url]);
    const look = this.#looks.get(key) ?? this.#look(account);
    this.#looks.set(key, look);
    return finding(account, await look);
  }

  async #look(account: Account): Promise<Look> {
    try {
      return { screen: await this.#engine.sessions.strangersScreen(account) };
    } catch (failed) {
      return { failed };
    }
  }
}

function finding({ name, app, url }: Account, look: Look): Finding {
  const check = `account ${name}`;
  if ('failed' in look) {
    if (isSidedoorError(look.failed)) return wrong(check, look.failed.message, look.failed.hint);
    throw look.failed;
  }
  const { state, says } = look.screen;
  const words = says ? ` ("${says}")` : '';
  const page = `the first page of ${app.title}, opened in a browser by nobody,`;
  switch (state) {
    case 'signed_out':
      return ok(check, `${page} is known as signed out${words}; no password was sent`);
    case 'signed_in':
      return wrong(
        check,
        `${page} is taken for signed in`,
        `"classify" of the app "${app.name}" takes any page for the inside: correct it before anything runs, or nobody will ever sign in.`,
      );
    case 'unknown':
      return wrong(
        check,
        `${page} is none that the app's definition knows${words}`,
        `Open ${new URL(app.home, url).href} in a browser. If that is the right login page, the application has changed: "classify" of the app "${app.name}" must learn it. Else correct "url" in the config.`,
      );
    case 'locked':
    case 'challenge':
    case 'interstitial':
      return remark(
        check,
        `${page} shows ${state}${words} in place of a login`,
        'If that stays, a person must sign in: run `sidedoor login ' + name + '`.',
      );
  }
}
