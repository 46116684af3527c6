import { request } from 'node:http';
import type { Browser, Page } from 'playwright';
import { codeOf, harborUsers, stepAt } from '../../replicas/harbor/index.ts';

/** What the user's authenticator shows at the moment. */
export function harborCode(user = 'clerk'): string {
  const { codeSecret } = harborUsers.find(({ name }) => name === user)!;
  return codeOf(codeSecret, stepAt(Date.now()));
}

/** A person who opens a hand-off page in a browser of his own, and waits until he sees the picture. */
export async function openHandOff(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.locator('#picture[src^="blob:"]').waitFor();
  return page;
}

/** Clicks what stands at a place of the application's page, given in pixels of that page. */
export async function clickInPicture(page: Page, x: number, y: number): Promise<void> {
  const picture = page.locator('#picture');
  const box = (await picture.boundingBox())!;
  const scale = box.width / (await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth));
  const acted = page.waitForResponse((response) => response.url().endsWith('/act'));
  await picture.click({ position: { x: x * scale, y: y * scale } });
  await acted;
}

/** Gives the code in the field for it, and answers what the page says then. */
export async function giveCode(page: Page, code: string): Promise<string> {
  await page.locator('#code').fill(code);
  return answerOf(page, '/code', () => page.getByRole('button', { name: 'Enter the code' }).click());
}

export async function pressDone(page: Page): Promise<string> {
  return answerOf(page, '/done', () => page.getByRole('button', { name: 'Done', exact: true }).click());
}

async function answerOf(page: Page, path: string, act: () => Promise<void>): Promise<string> {
  const answered = page.waitForResponse((response) => response.url().endsWith(path));
  await act();
  return ((await (await answered).json()) as { says: string }).says;
}

/** Brightness of each colour of a rectangle of the picture, 0 to 255. Pixels of the application's page. */
export function pixels(page: Page, x: number, y: number, width: number, height: number): Promise<number[]> {
  return page.locator('#picture').evaluate(
    (image, at) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 900 });
      const context = canvas.getContext('2d')!;
      context.drawImage(image as HTMLImageElement, 0, 0);
      const { data } = context.getImageData(at.x, at.y, at.width, at.height);
      return [...data].filter((_, index) => index % 4 !== 3);
    },
    { x, y, width, height },
  );
}

/** The middle of an element of the page that Harbor shows after the password, in a browser of the engine's size. */
export async function placeAtHarborsDoor(
  browser: Browser,
  url: string,
  selector: string,
): Promise<{ x: number; y: number }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, baseURL: url });
  try {
    await page.goto('login.aspx');
    await page.fill('#txtUserName', 'viewer');
    await page.fill('#txtPassword', 'harbor-view');
    await page.click('#btnSignOn');
    const box = (await page.locator(selector).boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  } finally {
    await page.close();
  }
}

/** As `fetch`, which would not send a `Host` or `Origin` of ours. */
export function status(
  url: string,
  { method = 'GET', headers, body }: { method?: string; headers: Record<string, string>; body?: string },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
