import type { Command } from 'commander';
import type { Sidedoor } from '../sidedoor.ts';
import type { LoadedConfig } from '../config/load.ts';
import { Cancelled, InvalidInput } from '../errors.ts';
import type { Account } from '../session/account.ts';
import { openEngine, readConfig } from './engine.ts';
import { Answers } from './login/answers.ts';
import { helpParked } from './login/help-parked.ts';
import { signInByHand } from './login/sign-in-by-hand.ts';
import { withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { stopOnSignals } from './stop.ts';
import { print, printJson } from './terminal/print.ts';
import { isoTime } from './terminal/times.ts';

interface LoginOptions extends CommonOptions {
  headed?: boolean;
}

export function define(command: Command): void {
  withExample(command, 'sidedoor login lakeside')
    .argument('<account>', 'as the config names it')
    .option('--headed', 'show the browser itself; needs a display')
    .action(async (name: string) => login(name, command.optsWithGlobals()));
}

async function login(name: string, options: LoginOptions): Promise<void> {
  const signal = calledOffBySignals();
  const config = await readConfig(options, 'one command');
  const engine = await openEngine({
    ...config,
    browser: { ...config.browser, headless: !isHeaded(config, options) },
  });
  const answers = new Answers();
  try {
    const account = accountOf(engine, name);
    const parked = await engine.runs.parkedOn(name);
    // Where that run got in, another sign-in would throw it out.
    const isIn = parked !== undefined && (await helpParked(engine, parked, answers, signal));
    signal.throwIfAborted();
    if (!isIn) await signInByHand(engine, account, answers, signal);
    const { signedInAt } = await engine.guard.standing(name);
    if (options.json) printJson({ account: name, signed_in: true, signed_in_at: isoTime(signedInAt) });
    else print(`${name} is signed in, and its session is sealed for the runs to come.`);
  } finally {
    answers.close();
    await engine.close();
  }
}

function accountOf({ accounts }: Sidedoor, name: string): Account {
  const account = accounts.get(name);
  if (account) return account;
  throw new InvalidInput(`There is no account "${name}".`, {
    hint: `There are: ${[...accounts.keys()].join(', ') || 'none'}.`,
  });
}

/** Where the config has browsers shown, they are shown here as well, if there is anything to show them on. */
function isHeaded({ browser }: LoadedConfig, { headed }: LoginOptions): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const hasDisplay = process.platform !== 'linux' || Boolean(DISPLAY ?? WAYLAND_DISPLAY);
  if (headed && !hasDisplay) {
    throw new InvalidInput('There is no display to show a browser on.', {
      hint: 'Leave out --headed: what needs a person is then shown on a page that any browser here opens.',
    });
  }
  return hasDisplay && (headed === true || !browser.headless);
}

function calledOffBySignals(): AbortSignal {
  const calledOff = new AbortController();
  const signal = stopOnSignals();
  const stop = () => calledOff.abort(new Cancelled('The login was called off.'));
  signal.addEventListener('abort', stop, { once: true });
  return calledOff.signal;
}
