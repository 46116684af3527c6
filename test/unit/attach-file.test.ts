import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachFile } from '../../src/screen/attach-file.ts';
import { localFile } from '../../src/write/local-file.ts';
import { temporaryFolder } from '../support/engine.ts';
import { launchBrowser } from '../support/page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const file = { name: 'Müller, final.pdf', bytes: Uint8Array.from([0, 255, 10, 13, 26]), digest: '' };

async function show(html: string): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(5_000);
  await page.setContent(html);
  return page;
}

/** What the page's own input holds, byte by byte. */
const heldIn = (page: Page) =>
  page.locator('input').evaluate(async (input) => {
    const [held] = [...((input as HTMLInputElement).files ?? [])];
    return held && { name: held.name, type: held.type, bytes: [...new Uint8Array(await held.arrayBuffer())] };
  });
const whole = { name: file.name, type: 'application/pdf', bytes: [...file.bytes] };

const chooser = (onchange: string) => `
  <button>Browse</button><p></p>
  <script>
    const input = Object.assign(document.createElement('input'), { type: 'file', hidden: true });
    document.body.append(input);
    document.querySelector('button').onclick = () => input.click();
    input.onchange = () => { ${onchange} };
  </script>`;

describe('a file goes', () => {
  test('into an input', async () => {
    const page = await show('<form><input type="file"></form>');
    await attachFile(page.locator('input'), file);
    expect(await heldIn(page)).toEqual(whole);
  });

  test('through a button, into an input that hangs hidden on the body', async () => {
    const page = await show(chooser(`document.querySelector('p').textContent = input.files[0].name`));
    await attachFile(page.locator('button'), file, page.locator('p'));
    expect(await heldIn(page)).toEqual(whole);
  });

  test('to an app that takes it out of its input at once, if it shows the name', async () => {
    const take = `const { name } = input.files[0]; input.value = '';`;
    const page = await show(chooser(`${take} document.querySelector('p').textContent = name;`));
    await attachFile(page.locator('button'), file, page.locator('p'));
    const silent = await show(chooser(take));
    await expect(attachFile(silent.locator('button'), file)).rejects.toThrow('holds nothing');
  });

  test('nowhere, where the app names another file than it was given', async () => {
    const page = await show(chooser(`document.querySelector('p').textContent = 'old.pdf'`));
    await expect(attachFile(page.locator('button'), file, page.locator('p'))).rejects.toThrow('Timeout');
  });
});

describe('a file of this machine', () => {
  test('is read from the folders that are named, and from no other', async () => {
    await using folder = await temporaryFolder();
    const inside = join(folder.path, 'in');
    const outside = join(folder.path, 'in-and-out');
    await Promise.all([inside, outside].map((path) => mkdir(path)));
    await writeFile(join(inside, 'a.txt'), 'abc');
    await writeFile(join(outside, 'b.txt'), 'secret');
    await symlink(join(outside, 'b.txt'), join(inside, 'link.txt'));
    await symlink(outside, join(inside, 'door'));
    const read = (path: string) => localFile(path, [inside]);

    expect(await read('a.txt')).toMatchObject({
      name: 'a.txt',
      digest: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
    expect((await read(join(inside, 'a.txt'))).bytes).toHaveLength(3);
    for (const path of [
      join(outside, 'b.txt'),
      '../in-and-out/b.txt',
      'link.txt',
      'door/b.txt',
      'none.txt',
      '',
      inside,
    ])
      await expect(read(path), path).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(localFile('a.txt')).rejects.toThrow('may not send files');
  });

  test('is neither empty nor a folder', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'empty.txt'), '');
    await mkdir(join(folder.path, 'sub'));
    await expect(localFile('empty.txt', [folder.path])).rejects.toThrow('is empty');
    await expect(localFile('sub', [folder.path])).rejects.toThrow('is no file');
  });
});
