import type { Sidedoor } from '../../sidedoor.ts';
import { isSidedoorError } from '../../errors.ts';
import type { Account } from '../../session/account.ts';
import { accountStatus } from '../account-status.ts';
import { checkCode } from './code.ts';
import { ok, remark, wrong } from './finding.ts';
import type { Finding } from './finding.ts';
import { LoginPages } from './login-page.ts';

/** What an application that is up takes at most to answer anything at all. Milliseconds. */
const patience = 10_000;

/**
 * Of each account: does its application answer, does the app's definition know the login page, is the password there, and
 * the secret of its codes where it has one, may it sign in. The page is looked at only where there is a browser, and an
 * application to answer it.
 */
export async function checkAccounts(engine: Sidedoor, { browser }: { browser: boolean }): Promise<Finding[]> {
  const pages = new LoginPages(engine);
  const checkApp = async (account: Account) => {
    const answer = await checkAnswer(account);
    return answer.state === 'wrong' || !browser ? [answer] : [answer, await pages.check(account)];
  };
  const checks = [...engine.accounts.values()].map((account) =>
    Promise.all([
      checkApp(account),
      checkSecret(account, engine),
      checkCode(account, engine),
      checkPause(account, engine),
    ]),
  );
  return (await Promise.all(checks)).flat(2);
}

/** A plain request, signed in as nobody, for the page that a restored session is tried on. */
async function checkAnswer({ name, app, url }: Account): Promise<Finding> {
  const check = `account ${name}`;
  const home = new URL(app.home, url).href;
  const began = performance.now();
  try {
    const response = await fetch(home, { redirect: 'manual', signal: AbortSignal.timeout(patience) });
    await response.body?.cancel();
    const says = `${home} answers ${response.status} in ${Math.round(performance.now() - began)} ms`;
    if (response.status >= 500)
      return wrong(check, says, 'The application is in trouble; ask whoever runs it.');
    if (response.status === 404)
      return remark(check, says, 'There may be no application there; see "url" in the config.');
    return ok(check, says);
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    const why = isLate ? `no answer in ${patience / 1_000} s` : codeOf(error);
    const fix = 'Correct "url" in the config, or check network, VPN and proxy.';
    return wrong(check, `${home} cannot be reached (${why})`, fix);
  }
}

function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : 'no connection';
}

async function checkSecret(account: Account, { states }: Sidedoor): Promise<Finding> {
  const check = `account ${account.name}`;
  try {
    await states.secretVersion(account);
    return ok(check, `its secret is there (${account.password})`);
  } catch (error) {
    if (isSidedoorError(error)) return wrong(check, error.message, error.hint);
    throw error;
  }
}

async function checkPause(account: Account, engine: Sidedoor): Promise<Finding> {
  const check = `account ${account.name}`;
  const { paused } = await accountStatus(account, engine);
  if (paused === undefined) return ok(check, 'it is not paused');
  return wrong(check, paused.why, paused.hint);
}
