import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright';
import { repairLatin1 } from '../../src/browser/charset.ts';
import { decodeMixed } from '../../src/screen/decode-mixed.ts';
import { launchBrowser } from '../support/page.ts';

describe('bytes', () => {
  test('that are valid UTF-8 stay as they are', () => {
    const text = 'Łukasz, Nguyễn, Ελένη, 北村 😀';
    expect(decodeMixed(Buffer.from(text))).toBe(text);
  });

  test('of Latin-1 between UTF-8 are repaired, each string for itself', () => {
    const mixed = Buffer.concat([
      Buffer.from('Łukasz | M'),
      Buffer.from([0xfc]),
      Buffer.from('ller | 北村 | Beatri'),
    ]);
    expect(decodeMixed(mixed)).toBe('Łukasz | Müller | 北村 | Beatri');
  });

  test('that are neither (overlong, surrogate, cut off) are read one by one', () => {
    expect(decodeMixed(Buffer.from([0xc0, 0xaf]))).toBe('À¯');
    expect(decodeMixed(Buffer.from([0xed, 0xa0, 0x80]))).toHaveLength(3);
    expect(decodeMixed(Buffer.from([0x41, 0xe5, 0x8c]))).toBe('AåŒ');
  });

  test('agree with the platform’s decoder on every valid code point', () => {
    for (let code = 0x80; code < 0x11_0000; code += 97) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const char = String.fromCodePoint(code);
      // The lone byte forces the slow path.
      expect(decodeMixed(Buffer.concat([Buffer.from([0xff]), Buffer.from(char)]))).toBe(`ÿ${char}`);
    }
  });
});

describe('a page', () => {
  let browser: Browser;
  const html = (name: Buffer, more = '') =>
    Buffer.concat([Buffer.from('<!doctype html><p id="name">M'), name, Buffer.from(`</p>${more}`)]);
  const server = createServer((request, response) => {
    const wrong = html(
      Buffer.from('\u00fcller', 'latin1'),
      request.url === '/framed' ? '' : '<iframe name="f" src="/framed"></iframe>',
    );
    if (request.url === '/moved') return response.writeHead(302, { location: '/' }).end();
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (request.url === '/zipped') return response.setHeader('content-encoding', 'gzip').end(gzipSync(wrong));
    return response.end(wrong);
  });
  let url = '';

  beforeAll(async () => {
    browser = await launchBrowser();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  test('shows what such an app breaks, unless it is repaired', async () => {
    const page = await browser.newPage();
    await page.goto(url);
    expect(await page.innerText('#name')).toBe('M\ufffdller');
  });

  test.each(['/', '/moved', '/zipped'])(
    'at %s and its frames are repaired before they are parsed',
    async (path) => {
      const page = await browser.newPage();
      await repairLatin1(page);
      await page.goto(url + path);
      expect(await page.innerText('#name')).toBe('Müller');
      const frame = page.frame('f');
      expect(await frame?.locator('#name').innerText()).toBe('Müller');
    },
  );
});
