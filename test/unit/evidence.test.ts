import { rm, writeFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Frame } from 'playwright';
import { Refused } from '../../src/errors.ts';
import { markSecretPlaces } from '../../src/evidence/secret-places.ts';
import { Secrets } from '../../src/evidence/secrets.ts';
import { startEngine, temporaryFolder, tinyConfig } from '../support/engine.ts';
import { launchBrowser } from '../support/page.ts';
import { startTinyApp } from '../support/tiny-app.ts';
import type { TinyApp } from '../support/tiny-app.ts';

const password = 'sesame-42';

let app: TinyApp;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  app = await startTinyApp();
  folder = await temporaryFolder();
});

afterEach(async () => {
  await folder[Symbol.asyncDispose]();
  await app.close();
});

/** Colours of the pixels of a PNG inside of a box, with how often each occurs. */
async function coloursIn(png: Buffer, box: { x: number; y: number; width: number; height: number }) {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    return await page.evaluate(
      async ({ base64, x, y, width, height }) => {
        const image = new Image();
        image.src = `data:image/png;base64,${base64}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = image.width;
        canvas.height = image.height;
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(
          Math.ceil(x),
          Math.ceil(y),
          Math.floor(width) - 1,
          Math.floor(height) - 1,
        );
        const counts: Record<string, number> = {};
        for (let at = 0; at < data.length; at += 4) {
          const colour = `${data[at]},${data[at + 1]},${data[at + 2]}`;
          counts[colour] = (counts[colour] ?? 0) + 1;
        }
        return counts;
      },
      { base64: png.toString('base64'), ...box },
    );
  } finally {
    await browser.close();
  }
}

/** Where the page shows its text, and its field. */
async function boxes(text: string) {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.setContent(
      `<!doctype html><title>Tiny</title><body><p class="who">Signed in as clerk</p><p id="echo">${text}</p><input id="field" value="${text}"></body>`,
    );
    return {
      echo: (await page.locator('#echo').boundingBox())!,
      field: (await page.locator('#field').boundingBox())!,
    };
  } finally {
    await browser.close();
  }
}

describe('evidence of a failure', () => {
  test('shows black where the screen shows a password, and the screen elsewhere', async () => {
    await using engine = await startEngine(tinyConfig(app.url, folder.path));
    const at = await boxes(password);
    const shot = async (text: string) => {
      const { id } = await engine.run('tiny_misbehave', { how: 'missing', text });
      return (await engine.evidence.read(id, 'screenshot.png'))!.content;
    };
    const secret = await shot(password);
    expect(Object.keys(await coloursIn(secret, at.echo))).toEqual(['0,0,0']);
    expect(Object.keys(await coloursIn(secret, at.field))).toEqual(['0,0,0']);

    const plain = await shot('Unit 4B');
    expect(Object.keys(await coloursIn(plain, at.echo)).length).toBeGreaterThan(2);
  });

  test('has no password in the HTML, as it is or encoded', async () => {
    await using engine = await startEngine(tinyConfig(app.url, folder.path));
    const encoded = Buffer.from(password).toString('base64');
    const { id } = await engine.run('tiny_misbehave', {
      how: 'missing',
      text: `${password} and ${encoded} here`,
    });
    const html = (await engine.evidence.read(id, 'page.html'))!.content.toString();
    expect(html).toContain('[secret] and [secret] here');
    expect(html).not.toContain(password);
    expect(html).not.toContain(encoded);
  });

  test('that cannot be kept leaves the failure as it was', async () => {
    await using engine = await startEngine(tinyConfig(app.url, folder.path));
    await engine.run('tiny_misbehave', { how: 'none' });
    // A file where the folder should be: every write fails, for root as well.
    await rm(`${folder.path}/evidence`, { recursive: true, force: true });
    await writeFile(`${folder.path}/evidence`, '');
    const report = await engine.run('tiny_misbehave', { how: 'missing' });
    expect(report).toMatchObject({ state: 'failed', error: { code: 'LAYOUT_CHANGED' }, evidence: [] });
    expect((await engine.run('tiny_misbehave', { how: 'none' })).state).toBe('done');
  });
});

test('a trace on request is whole, and holds neither password nor cookie', async () => {
  await using engine = await startEngine(tinyConfig(app.url, folder.path));
  const id = await engine.runs.start({
    tool: 'tiny_misbehave',
    args: { how: 'none', text: password },
    trace: true,
  });
  await engine.runs.wait(id, 30_000);
  const trace = await engine.evidence.read(id, 'trace.zip');
  const cookies = (await engine.states.open(engine.accounts.get('main')!, 0))!.state.cookies;
  const files = Object.entries(unzipSync(trace!.content));
  const text = files.map(([, bytes]) => strFromU8(bytes, true)).join('\n');
  expect(files.map(([name]) => name)).toContain('trace.trace');
  expect(text).toContain('/echo');
  expect(text).not.toContain(password);
  expect(text).not.toContain(cookies[0]!.value);
});

test('old evidence goes, and the oldest of too much', async () => {
  await using engine = await startEngine(tinyConfig(app.url, folder.path));
  for (const runId of ['run_a', 'run_b', 'run_c']) {
    await engine.evidence.keep(runId, 'page.html', 'text/html', 'x'.repeat(400_000));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await engine.evidence.prune({ keepDays: 14, maxMegabytes: 1 });
  expect(await engine.evidence.read('run_a', 'page.html')).toBeUndefined();
  expect(await engine.evidence.read('run_c', 'page.html')).toBeDefined();
  await engine.evidence.prune({ keepDays: 0, maxMegabytes: 100 });
  expect(await engine.evidence.read('run_c', 'page.html')).toBeUndefined();
});

test('fields for codes, and secrets in frames, over several elements and beyond their element, are black', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
    const inner = `<p id='framed'>${password}</p><input id='pin' name='txtOtp' value='815'>`;
    await page.setContent(`<!doctype html><body style="font: 20px monospace; margin: 8px">
      <input id="tan" name="tan" value="123456"><input id="otc" autocomplete="one-time-code" value="654321">
      <input id="code" name="txtCode" value="111222"><input id="zip" name="zipCode" value="90210">
      <form>${[1, 2, 3, 4, 5, 6].map((n) => `<input id="d${n}" maxlength="1" size="1" value="${n}">`).join('')}</form>
      <p id="split">ses<b>ame</b>-42</p>
      <div id="narrow" style="width: 20px; white-space: nowrap">${password}</div>
      <p id="cookie">id=Zx81-cookie-of-a-session</p><p id="plain">Unit 4B is vacant</p>
      <select id="list"><option>${password}</option></select>
      ${password}<br><iframe id="frame" srcdoc="${inner}" width="400" height="120"></iframe></body>`);
    await page.frameLocator('#frame').locator('#framed').waitFor();
    const secrets = new Secrets();
    secrets.addPassword(password);
    secrets.addCookies(['Zx81-cookie-of-a-session']);
    const { mask, unmark } = await markSecretPlaces(page, secrets);
    const image = await page.screenshot({ mask, maskColor: '#000000' });
    await unmark();
    const isBlack = async (selector: string, frame: Frame = page.mainFrame()) => {
      const box = (await frame.locator(selector).boundingBox())!;
      return Object.keys(await coloursIn(image, box)).every((colour) => colour === '0,0,0');
    };
    const framed = page.frames()[1]!;
    const seen = {
      tan: true,
      otc: true,
      code: true,
      zip: false,
      d1: true,
      d6: true,
      split: true,
      list: true,
      plain: false,
    };
    for (const [id, black] of Object.entries(seen))
      expect([id, await isBlack(`#${id}`)]).toEqual([id, black]);
    expect([await isBlack('#framed', framed), await isBlack('#pin', framed)]).toEqual([true, true]);
    // Text beyond its element: seven letters on.
    const narrow = (await page.locator('#narrow').boundingBox())!;
    const beyond = await coloursIn(image, { ...narrow, x: narrow.x + 24, width: 60 });
    const blank = await coloursIn(image, { ...narrow, x: narrow.x + 240, width: 60 });
    expect(Object.keys(blank)).toEqual(['255,255,255']);
    expect(beyond['255,255,255'] ?? 0).toBe(0);
    // And nothing of it stays.
    expect(await page.locator('[data-sidedoor-secret]').count()).toBe(0);
    expect(await page.evaluate(() => CSS.highlights.size + document.adoptedStyleSheets.length)).toBe(0);
  } finally {
    await browser.close();
  }
});

const hard = `p&ss "w<rd"/ü%2B\\'x`;
const letters = (write: (code: number) => string) =>
  Array.from(hard, (letter) => write(letter.charCodeAt(0))).join('');

test.each([
  ['URL-encoded twice', encodeURIComponent(encodeURIComponent(hard))],
  ['URL-encoded letter by letter, as UTF-8', Buffer.from(hard).toString('hex').replace(/../g, '%$&')],
  ['URL-encoded as Latin-1', Buffer.from(hard, 'latin1').toString('hex').replace(/../g, '%$&')],
  ['form-encoded inside a URL', encodeURIComponent(new URLSearchParams([['', hard]]).toString().slice(1))],
  ['in base64 behind one letter', Buffer.from(`u${hard}`).toString('base64')],
  ['in base64 behind two letters', Buffer.from(`us${hard}`).toString('base64')],
  ['in URL-safe base64', Buffer.from(hard).toString('base64url')],
  ['in base64 that is URL-encoded', encodeURIComponent(Buffer.from(hard).toString('base64'))],
  ['in HTML by names', 'p&amp;ss &quot;w&lt;rd&quot;&sol;&uuml;&percnt;2B&bsol;&apos;x'],
  ['in HTML by decimal numbers', letters((code) => `&#${code};`)],
  ['in HTML by hexadecimal numbers', letters((code) => `&#x${code.toString(16).toUpperCase()};`)],
  ['in JSON by numbers', letters((code) => `\\u${code.toString(16).padStart(4, '0')}`)],
  ['in JSON in JSON', JSON.stringify(JSON.stringify(hard)).slice(3, -3)],
  [
    'in HTML in JSON',
    JSON.stringify(hard.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')).slice(
      1,
      -1,
    ),
  ],
  ['as UTF-8 read as Latin-1', Buffer.from(hard).toString('latin1')],
  ['as Latin-1 read as UTF-8', new TextDecoder().decode(Buffer.from(hard, 'latin1'))],
  ['in hexadecimal', Buffer.from(hard).toString('hex')],
  ['cut off by who quotes it', hard.slice(0, 17)],
])('a secret is blotted out as a whole %s', (_how, encoded) => {
  const secrets = new Secrets();
  secrets.addPassword(hard);
  // Base64 may leave the letter that it shares with its neighbours.
  expect(secrets.scrub(`before [${encoded}] after`)).toMatch(
    /^before \[[\w+]{0,3}\[secret\][\w+/=%-]{0,8}\] after$/,
  );
  expect(new Secrets().scrub(encoded)).toBe(encoded);
});

test('an error is scrubbed down to its causes, and stays what it was', () => {
  const secrets = new Secrets();
  secrets.addPassword(password);
  const cause = new TypeError(`fill("${password}")`);
  const error = secrets.scrubError(new Refused(`No: ${password}`, { hint: `not ${password}`, cause }));
  expect(error).toBeInstanceOf(Refused);
  expect(error).toMatchObject({ code: 'REFUSED', message: 'No: [secret]', hint: 'not [secret]' });
  expect(inspect(error)).toContain('fill("[secret]")');
  expect(inspect(error)).not.toContain(password);
});

test('a one-time code is blotted out where it stands alone, not inside of a longer number', () => {
  const secrets = new Secrets();
  secrets.addCode('815042');
  expect(secrets.scrub('code 815042, invoice 18150429')).toBe('code [secret], invoice 18150429');
});

test('text without secrets comes out as it is, and a megabyte of it in no time', () => {
  const secrets = new Secrets();
  secrets.addPassword(hard);
  secrets.addCookies(
    Array.from({ length: 300 }, (_, index) => `cookie-${index}-${'x'.repeat(20)}-${index * 7919}`),
  );
  const text = '<td class="row">Unit 4B &amp; 5C, 100%25 of $1,234.50</td>\n'.repeat(17_000);
  secrets.scrub('warm');
  const began = performance.now();
  expect(secrets.scrub(text)).toBe(text);
  expect(performance.now() - began).toBeLessThan(20_000);
});

test.each([
  ['as it is', 'p&ss "w<rd"/ü', (secret: string) => secret],
  ['URL-encoded', 'p&ss "w<rd"/ü', encodeURIComponent],
  ['as a form sends it', 'p&ss w<rd', (secret: string) => new URLSearchParams({ p: secret }).toString()],
  ['in base64', 'p&ss "w<rd"/ü', (secret: string) => Buffer.from(secret).toString('base64')],
  ['in HTML', 'p&ss "w<rd"', () => 'p&amp;ss &quot;w&lt;rd&quot;'],
  ['in JSON', 'p&ss "w\\rd"', (secret: string) => JSON.stringify({ secret })],
])('a secret is blotted out %s', (_how, secret, encode) => {
  const secrets = new Secrets();
  secrets.addPassword(secret);
  const scrubbed = secrets.scrub(`before ${encode(secret)} after`);
  expect(scrubbed).toMatch(/^before .*\[secret\].* after$/);
  expect(scrubbed).not.toContain(encode(secret));
});
