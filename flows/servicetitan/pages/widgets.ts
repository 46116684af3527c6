import type { Locator, Page } from 'playwright';
import {
  InvalidInput,
  insist,
  LayoutChanged,
  nearest,
  OutcomeUnknown,
  screenDate,
  SessionLost,
} from 'sidedoor-mcp';

/**
 * Chooses in one of the menus that hang on the body, outside of their form (a vendor fact), and reads back what is
 * chosen. Several are ticked one after the other, and those that are ticked already and not wanted are unticked.
 *
 * @throws InvalidInput with what is offered, when there is no such option.
 */
export async function choose(
  page: Page,
  criteria: string,
  wanted: string[],
  ticked: string[] = [],
): Promise<void> {
  const trigger = page.locator(`[data-criteria-name="${criteria}"] .Trigger`).last();
  const shown = async () => ((await trigger.textContent()) ?? '').trim();
  const goal = wanted.length > 0 ? wanted : ['All'];
  if ((await shown()) === goal.join(', ')) return;
  await trigger.click();
  const menu = page.locator('body > .Popper');
  const clicks = [
    ...wanted.filter((text) => !ticked.includes(text)),
    ...ticked.filter((text) => !wanted.includes(text)),
  ];
  for (const text of clicks) {
    const all = await menu.locator('.Option').allTextContents();
    if (!all.includes(text)) throw notOffered(criteria, text, all);
    await menu.getByText(text, { exact: true }).click();
  }
  // With several it stays open, until there is a click elsewhere.
  if (clicks.length > 1 || (await menu.count()) > 0) await page.locator('main h1, .Modal h1').last().click();
  const now = await shown();
  if (now.split(', ').toSorted().join() !== goal.join(', ').split(', ').toSorted().join())
    throw new LayoutChanged(`"${now}" is chosen as ${criteria} where "${wanted.join(', ')}" should be.`);
}

function notOffered(criteria: string, text: string, all: string[]): InvalidInput {
  const like = nearest(text, all, (one) => one);
  const offered = (like.length > 0 ? like : all.slice(0, 12)).map((one) => `"${one}"`).join(', ');
  return new InvalidInput(`ServiceTitan offers no ${criteria} "${text}".`, {
    hint: offered === '' ? 'It offers none at all.' : `It offers ${offered}.`,
  });
}

/** Types a date into a masked field: it takes keys only, and undoes what is put there otherwise (a vendor fact: Kendo). */
export async function typeDate(field: Locator, iso: string): Promise<void> {
  const text = screenDate(iso, 'mdy', '/');
  await field.focus();
  if (/\d/.test(await field.inputValue())) for (const _ of text) await field.press('Backspace');
  await field.pressSequentially(text.replaceAll('/', ''));
  const shown = await field.inputValue();
  if (shown !== text) throw new LayoutChanged(`The date field shows "${shown}" where "${text}" should be.`);
}

const pause = (time: number) => new Promise<undefined>((done) => setTimeout(() => done(undefined), time));

/** Presses what is disabled by its class only (a vendor fact) until it has the effect: such a click may be lost. */
export async function press(button: Locator, happened: () => Promise<boolean>): Promise<void> {
  await assertEnabled(button);
  await insist('take a click', async () => {
    await button.click();
    for (let n = 0; n < 6; n++) {
      if (await happened()) return true;
      await pause(60);
    }
    return happened();
  });
}

export async function assertEnabled(button: Locator): Promise<void> {
  await button.waitFor();
  const styles = ((await button.getAttribute('class')) ?? '').split(' ');
  if (styles.includes('disabled'))
    throw new LayoutChanged(`"${await button.textContent()}" stays disabled though the form is filled in.`);
}

export interface SaveAnswer {
  /** In its own words; empty if it said nothing. */
  says: string;
  isTurnedDown: boolean;
}

/** Milliseconds that a save may take to be answered. */
const answerLimit = 20_000;

/** Presses a save button until its request leaves, which the gate lets out once, and waits for what the app says. */
export async function pressSave(page: Page, button: Locator, endpoint: string): Promise<SaveAnswer> {
  let isSent = false;
  const note = (request: { url(): string; method(): string }) => {
    isSent ||= request.method() === 'POST' && new URL(request.url()).pathname.endsWith(endpoint);
  };
  const answered = page.waitForResponse(
    (response) =>
      response.request().method() === 'POST' && new URL(response.url()).pathname.endsWith(endpoint),
    { timeout: answerLimit },
  );
  answered.catch(() => undefined);
  page.on('request', note);
  try {
    for (let n = 0; n < 8 && !isSent; n++) {
      await button.click();
      for (let look = 0; look < 8 && !isSent; look++) await pause(60);
    }
  } finally {
    page.off('request', note);
  }
  // It says something at the latest when its connection is lost, and then there is no answer.
  const said = page.locator('.Toast').waitFor({ timeout: answerLimit });
  said.catch(() => undefined);
  const response = await Promise.race([answered, said.then(() => Promise.race([answered, pause(1_500)]))]);
  if (!response) throw new OutcomeUnknown('ServiceTitan lost the connection while it saved.');
  if ((response.headers()['content-type'] ?? '').includes('text/html'))
    throw new SessionLost('ServiceTitan answers the save with its empty shell.');
  const told = (await response.json().catch(() => ({}))) as { ok?: boolean; message?: string };
  return { says: told.message ?? '', isTurnedDown: response.ok() && told.ok === false };
}

/** It answered, but its records do not show the write. */
export function notThere({ says }: SaveAnswer, mark: string): OutcomeUnknown {
  return new OutcomeUnknown(`ServiceTitan says "${says}", but nothing shows the reference ${mark}.`);
}
