import { harbor as app } from '../../flows/harbor/app.ts';
import { codeOf, harborUsers, stepAt } from '../../replicas/harbor/index.ts';
import { enterCode } from '../../src/screen/enter-code.ts';
import { expect, test } from './harbor-office.ts';
import type { Office } from './harbor-office.ts';

const secret = harborUsers[0]!.codeSecret;
const clerk = { username: 'clerk', password: 'harbor-demo' };
const codeNow = (seconds?: number) => codeOf(secret, stepAt(Date.now(), seconds));

async function send({ context }: Office, txtCode: string): Promise<string> {
  const answer = await context.request.post('code.aspx', { form: { txtCode } });
  return answer.url().endsWith('default.aspx') ? 'signed on' : await answer.text();
}

test.describe('Harbor and its codes', () => {
  test('shows every code that was sent, and what came of it', async ({ visit }) => {
    const office = await visit({ oneTimeCode: true, codeDrift: 0, codeSeconds: 60 });
    const step = stepAt(Date.now(), 60);
    const code = codeOf(secret, step);
    await office.signOn();
    for (const sent of ['000000', '000000', codeOf(secret, step - 7), code]) await send(office, sent);
    await office.signOn();
    expect(await send(office, code)).toContain('This code was already used.');
    expect(
      office.harbor.inspect().codes.map((one) => [one.user, one.step && one.step - step, one.outcome]),
    ).toEqual([
      ['clerk', null, 'refused'],
      ['clerk', null, 'reused'],
      ['clerk', -7, 'refused'],
      ['clerk', 0, 'accepted'],
      ['clerk', 0, 'reused'],
    ]);
  });

  test('lateCodes: a right code expired while it was typed, the next one did not', async ({ visit }) => {
    const office = await visit({ oneTimeCode: true, lateCodes: 1 });
    await office.signOn();
    expect(await send(office, codeNow())).toContain('The code is not correct.');
    expect(await send(office, codeOf(secret, stepAt(Date.now()) + 1))).toBe('signed on');
    expect(office.harbor.switches.lateCodes).toBe(0);
  });

  test('clockSkewSeconds: the clock of the codes and of the Date header is off', async ({ visit }) => {
    const office = await visit({ oneTimeCode: true, clockSkewSeconds: -600 });
    const answer = await office.context.request.get('login.aspx');
    const said = Date.parse(answer.headers()['date'] ?? '');
    expect(Math.abs(said + 600_000 - Date.now())).toBeLessThan(2_000);
    await office.signOn();
    expect(await send(office, codeNow())).toContain('The code is not correct.');
    expect(await send(office, codeOf(secret, stepAt(Date.now() - 600_000)))).toBe('signed on');
  });

  test('too many wrong codes lock the user, and close the code page', async ({ visit }) => {
    const office = await visit({ oneTimeCode: true, lockoutAfter: 2, lockoutSeconds: 600 });
    await office.signOn();
    await send(office, '000000');
    expect(await send(office, '000001')).toContain('This user is locked');
    expect(await send(office, codeNow())).toContain('User Sign On');
    expect((await office.signOn()).text).toContain('Try again in 10 minutes.');
  });
});

test.describe("the pack's way through the door", () => {
  for (const codeBoxes of [false, true]) {
    test(`types a code into ${codeBoxes ? 'six boxes that move on by themselves' : 'one field'}`, async ({
      visit,
    }) => {
      const { page, harbor } = await visit({ oneTimeCode: true, codeBoxes });
      await app.signIn({ page, ...clerk });
      expect(await app.classify(page)).toMatchObject({ state: 'challenge', takesCode: true });
      await app.enterCode?.({ page, code: '000000' });
      expect(await app.classify(page)).toMatchObject({
        state: 'challenge',
        takesCode: true,
        says: 'The code is not correct.',
      });
      const code = codeNow();
      await app.enterCode?.({ page, code });
      expect(await app.classify(page)).toEqual({ state: 'signed_in' });
      expect(harbor.inspect().codes).toMatchObject([
        { code: '000000', outcome: 'refused' },
        { code, outcome: 'accepted' },
      ]);
    });
  }

  test('puts a reminder off by going on, and leaves a notice to a person', async ({ visit }) => {
    const { page, harbor } = await visit({ interstitial: 'password_expiry' });
    await app.signIn({ page, ...clerk });
    const reminder = await app.classify(page);
    expect(reminder).toMatchObject({ state: 'interstitial', says: 'Your password expires in 5 days.' });
    await reminder.goOn?.();
    expect(await app.classify(page)).toEqual({ state: 'signed_in' });

    harbor.switches.interstitial = 'notice';
    await app.signIn({ page, ...clerk });
    expect((await app.classify(page)).goOn).toBeUndefined();
  });

  test('says until when a user is locked', async ({ visit }) => {
    const { page, harbor } = await visit({ lockoutAfter: 1, lockoutSeconds: 600 });
    for (const [seconds, user] of [
      [600, 'viewer'],
      [45, 'manager'],
    ] as const) {
      harbor.switches.lockoutSeconds = seconds;
      await app.signIn({ page, username: user, password: 'wrong' });
      const { state, until } = await app.classify(page);
      expect(state).toBe('locked');
      const from = (until?.getTime() ?? 0) - Date.now();
      expect(Math.abs(from - seconds * 1000)).toBeLessThan(3_000);
    }
  });
});

test.describe('a code is typed', () => {
  const box = (n: number, more = '') => `<input id="b${n}" maxlength="1" ${more}>`;
  const boxes = (more?: string) => [1, 2, 3, 4, 5, 6].map((n) => box(n, more)).join('');
  const typed = () => [...document.querySelectorAll('input')].map(({ value }) => value).join('|');

  test('into boxes that stay where they are', async ({ page }) => {
    await page.setContent(boxes());
    await enterCode(page.locator('input'), '123456');
    expect(await page.evaluate(typed)).toBe('1|2|3|4|5|6');
  });

  test('into boxes whose script moves the cursor late', async ({ page }) => {
    await page.setContent(
      boxes(`oninput="setTimeout(() => this.nextElementSibling?.focus(), 5)" onfocus="this.select()"`),
    );
    await enterCode(page.locator('input'), '112233');
    expect(await page.evaluate(typed)).toBe('1|1|2|2|3|3');
  });

  test('into boxes that take a key nowhere, by the events that frameworks listen to', async ({ page }) => {
    await page.setContent(boxes(`onkeydown="event.preventDefault()"`));
    // As React does: its own setter on the element takes note, and an input event with nothing new is none.
    const listen = () => {
      const all = [...document.querySelectorAll('input')];
      const state = all.map(() => '');
      const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!;
      for (const [at, box] of all.entries()) {
        let known = '';
        Object.defineProperty(box, 'value', {
          get: () => native.get!.call(box) as string,
          set: (value: string) => {
            known = value;
            native.set!.call(box, value);
          },
        });
        box.addEventListener('input', () => {
          if (box.value === known) return;
          known = box.value;
          // Drawn anew from the state as it was when this digit came.
          const drawn = state.with(at, known);
          queueMicrotask(() => {
            state.splice(0, state.length, ...drawn);
            document.title = state.join('|');
          });
        });
      }
    };
    await page.evaluate(listen);
    await enterCode(page.locator('input'), '112233');
    expect(await page.title()).toBe('1|1|2|2|3|3');
  });

  test('into a field that puts a dash between the digits', async ({ page }) => {
    await page.setContent(
      `<input oninput="this.value = this.value.replace(/\\D/g, '').replace(/^(...)(?=.)/, '$1-')">`,
    );
    await enterCode(page.locator('input'), '123456');
    expect(await page.evaluate(typed)).toBe('123-456');
  });

  test('nowhere when there are more or fewer fields than digits, or they hold something else', async ({
    page,
  }) => {
    await page.setContent(boxes());
    await expect(enterCode(page.locator('input'), '1234')).rejects.toMatchObject({ code: 'LAYOUT_CHANGED' });
    await page.setContent('<input maxlength="4">');
    const refused = enterCode(page.locator('input'), '123456');
    await expect(refused).rejects.toMatchObject({ code: 'LAYOUT_CHANGED' });
    await expect(refused).rejects.not.toThrow(/123/);
  });
});
