import { rm, writeFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
