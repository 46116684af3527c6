/** What `sidedoor new` writes. Each runs as it is; what has to be looked at is said beside it. */

/** "acme-rent" → "acmeRent". */
export const camel = (name: string): string =>
  name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** "acme-rent" → "Acme Rent". */
const title = (name: string) =>
  name
    .split(/[-_]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');

/** "acme-rent" → "ACME_RENT_PASSWORD". */
export const passwordVariable = (name: string): string =>
  `${name.replaceAll('-', '_').toUpperCase()}_PASSWORD`;

export const accountEntry = (name: string, url: string): string =>
  `${JSON.stringify(name)}: { app: '${name}', url: ${JSON.stringify(url)}, username: 'clerk', password: 'env:${passwordVariable(name)}' },`;

export const configFile = (name: string, url: string): string => `import { defineConfig } from 'sidedoor-mcp';

export default defineConfig({
  flows: ['./flows'],
  accounts: {
    // Your login, and where its password is kept; "writes" is off until you say otherwise.
    ${accountEntry(name, url)}
  },
});
`;

export const appFile = (
  name: string,
): string => `/** ${title(name)}: how to sign in, and how to tell whether one is signed in. */
import { defineApp, redraw } from 'sidedoor-mcp';

/** What stands on every page of somebody who is signed in, and on no other. Look for it in the application. */
const signedIn = 'a[href*="logout" i], a[href*="logoff" i], a[href*="signout" i], a[href*="signoff" i]';
const userField = 'input[type="text"], input[type="email"], input:not([type])';
const passwordField = 'input[type="password"]';
/** Where the sign-in page says what is wrong. */
const complaint = '[role="alert"], .error, .message';

export const ${camel(name)} = defineApp({
  name: '${name}',
  title: '${title(name)}',
  // A cheap page, relative to the account's address, that shows whether a session is still signed in.
  home: './',

  // Once, the way a clerk does it: whether it worked is for classify to say.
  async signIn({ page, username, password }) {
    await page.goto('./');
    await page.locator(userField).first().fill(username);
    await page.locator(passwordField).fill(password);
    await redraw(page.mainFrame(), () => page.locator(passwordField).press('Enter'));
  },

  // By positive evidence only: what is neither is unknown, and never taken for signed in.
  async classify(page) {
    if ((await page.locator(signedIn).count()) > 0) return { state: 'signed_in' };
    if ((await page.locator(passwordField).count()) > 0) {
      const [says] = await page.locator(complaint).allInnerTexts();
      return says ? { state: 'signed_out', says } : { state: 'signed_out' };
    }
    return { state: 'unknown' };
  },
});
`;

export interface FlowNames {
  app: string;
  /** What app.ts exports. */
  exported: string;
  /** snake_case. */
  flow: string;
}

export const readFlowFile = ({
  app,
  exported,
  flow,
}: FlowNames): string => `/** What it does, the way a clerk does it: under which menu, on which screen. */
import { z } from 'zod';
import { defineFlow } from 'sidedoor-mcp';
import { ${exported} } from './app.ts';

export default defineFlow({
  app: ${exported},
  name: '${flow}',
  title: '${title(flow)}',
  description: 'Says what the first page of ${title(app)} is called.',
  effect: 'read',
  input: z.object({}),
  // A list belongs here with \`complete: completeness()\`, amounts as \`decimal()\`, dates as \`z.iso.date()\`.
  output: z.object({ title: z.string().describe('Of the page') }),

  async run({ page, step }) {
    await step('open the first page', () => page.goto('./'));
    return { title: await step('read its title', () => page.title()) };
  },
});
`;

export const writeFlowFile = ({
  app,
  exported,
  flow,
}: FlowNames): string => `/** What it enters, the way a clerk does it: under which menu, on which screen. */
import type { Page } from 'playwright';
import { z } from 'zod';
import { defineFlow, OutcomeUnknown, Refused } from 'sidedoor-mcp';
import { ${exported} } from './app.ts';

/** Where the form is, and the list that shows what was entered. Relative to the account's address. */
const form = 'new';
const list = 'list';

export default defineFlow({
  app: ${exported},
  name: '${flow}',
  title: '${title(flow)}',
  description: 'Enters a note in ${title(app)}.',
  effect: 'write',
  input: z.object({ text: z.string().min(1).max(200).describe('What the note says') }),
  output: z.object({ text: z.string() }),

  async run({ page, input, step, commit, mark }) {
    await step('open the form', () => page.goto(form));
    const field = page.getByLabel('Text');
    // The mark goes where the application has room for it, so that the record is found again.
    await step('fill it in', () => field.fill(\`\${input.text} \${mark}\`));
    await commit({
      // As the form shows it, not as the input says it.
      preview: { text: await field.inputValue() },
      // The one request that changes the application. No other leaves, and this one once.
      sends: ({ method }) => method === 'POST',
      action: async () => {
        await page.getByRole('button', { name: 'Save' }).click();
        await page.waitForLoadState();
      },
    });
    const [says] = await page.getByRole('alert').allInnerTexts();
    // Only where nothing was written: whatever else goes wrong from here on is looked into by reconcile.
    if (says) throw new Refused(says);
    const entered = await step('read it back', () => find(page, mark));
    if (!entered) throw new OutcomeUnknown('The note was sent, and is not in the list.');
    return entered;
  },

  // Reads only. Null says that it certainly did not happen; throw when the screen leaves a doubt.
  reconcile: ({ page, mark }) => find(page, mark),
});

async function find(page: Page, mark: string): Promise<{ text: string } | null> {
  await page.goto(list);
  // The list has to be there before "not in it" means anything.
  await page.getByRole('table').waitFor();
  const row = page.getByRole('row').filter({ hasText: mark });
  return (await row.count()) === 0 ? null : { text: (await row.first().innerText()).trim() };
}
`;

export const contractTestFile = (
  name: string,
): string => `/** What holds for every flow of this pack. Run it with: node --test */
import assert from 'node:assert/strict';
import { execSync } from 'node:child_process';
import { test } from 'node:test';

const sidedoor = process.env.SIDEDOOR ?? 'npx --no sidedoor';
const cwd = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const { flows, refused } = list();
const own = flows.filter(({ app }) => app === '${name}');

/** Exits with 1 when a flow is refused, and lists them all the same. */
function list() {
  try {
    return JSON.parse(execSync(\`\${sidedoor} flows --json\`, { cwd, encoding: 'utf8' }));
  } catch (error) {
    if (!error.stdout) throw error;
    return JSON.parse(error.stdout);
  }
}

test('the pack has flows, and none is refused', () => {
  assert.deepEqual(refused, []);
  assert.notEqual(own.length, 0, 'make one: sidedoor new flow ${name} list_things');
});

for (const { tool, description, effect } of own) {
  test(\`\${tool} is named as a verb and its object\`, () => {
    assert.match(tool, /^${name.replaceAll('-', '_')}_[a-z]+(_[a-z0-9]+)+$/);
  });

  test(\`\${tool} describes itself in few words, and says whether it writes\`, () => {
    assert.match(description, /\\.$/);
    assert.ok(description.length <= 320);
    assert.ok(['read', 'write'].includes(effect));
  });
}
`;
