import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readVirtualRows, turnPages } from '../../src/index.ts';
import { joinWindow } from '../../src/screen/join-window.ts';
import { launchBrowser } from '../support/page.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
});

afterAll(() => browser.close());

interface Grid {
  /** Numbers of the rows, in their order. */
  rows: number[];
  /** Draws so many milliseconds after a scroll, and shows nothing meanwhile if `blank`. */
  lag?: number;
  blank?: boolean;
  /** Has only so many at first, and gets as many more whenever its end is reached, after `lag`. */
  batch?: number;
  /** Each row changes what it says whenever it is drawn. */
  restless?: boolean;
  overscan?: number;
}

/** A grid as component libraries make them: rows of 30 px, mounted only near what can be seen of 200 px. */
async function show(grid: Grid): Promise<void> {
  await page.setContent(`<div id="grid" style="height:200px;width:300px;overflow:auto;position:relative">
    <div id="canvas" style="position:relative"></div></div>`);
  await page.evaluate(({ rows, lag = 0, blank, batch = rows.length, restless, overscan = 2 }) => {
    const grid = document.querySelector('#grid') as HTMLElement;
    const canvas = document.querySelector('#canvas') as HTMLElement;
    let loaded = Math.min(batch, rows.length);
    let drawn = 0;
    let timer = 0;
    let isLoading = false;
    const draw = () => {
      canvas.style.height = `${loaded * 30}px`;
      const first = Math.max(0, Math.floor(grid.scrollTop / 30) - overscan);
      const last = Math.min(loaded, Math.ceil((grid.scrollTop + 200) / 30) + overscan);
      canvas.innerHTML = rows
        .slice(first, last)
        .map((no, at) => {
          const text = restless ? `Job ${no}, drawn ${++drawn}` : `Job\n  ${no}`;
          return `<div class="row" data-id="J-${no}" style="position:absolute;top:${(first + at) * 30}px">
            <b>${text}</b><img alt="${no % 2 ? 'open' : 'done'}"></div>`;
        })
        .join('');
      if (isLoading || loaded === rows.length || grid.scrollTop + 200 < loaded * 30 - 1) return;
      isLoading = true;
      canvas.insertAdjacentHTML('beforeend', '<i class="spinner">Loading</i>');
      setTimeout(() => {
        loaded = Math.min(loaded + batch, rows.length);
        isLoading = false;
        draw();
      }, lag);
    };
    draw();
    grid.addEventListener('scroll', () => {
      clearTimeout(timer);
      if (blank) canvas.innerHTML = '';
      if (lag === 0) draw();
      else timer = window.setTimeout(draw, lag);
    });
  }, grid);
}

const count = (to: number) => Array.from({ length: to }, (_, at) => at + 1);
const shape = {
  name: 'the job board',
  row: '.row',
  cells: { id: '@data-id', text: 'b', state: 'img@alt' },
  key: 'id',
} as const;
const ids = (numbers: number[]) => numbers.map((no) => `J-${no}`);

describe('a grid that mounts only what can be seen', () => {
  test('is read whole and in order, wherever it was scrolled to', async () => {
    await show({ rows: count(83).toReversed() });
    const scroller = page.locator('#grid');
    await scroller.evaluate((grid) => grid.scrollTo({ top: 900 }));
    expect(await page.locator('.row').count()).toBeLessThan(15);
    const { rows, count: read } = await readVirtualRows(scroller, shape);
    expect(rows.map(({ id }) => id)).toEqual(ids(count(83).toReversed()));
    expect(read).toBe(83);
    expect(rows[0]).toEqual({ id: 'J-83', text: 'Job 83', state: 'open' });
  });

  test.each([
    ['draws late', { lag: 300 }],
    ['is blank until it draws', { lag: 300, blank: true }],
    ['mounts no row more than it shows', { overscan: 0 }],
    ['fetches more at its end', { batch: 20, lag: 400 }],
  ])('is read whole when it %s', async (_, how) => {
    await show({ rows: count(47), ...how });
    const { rows } = await readVirtualRows(page.locator('#grid'), { ...shape, loading: '.spinner' });
    expect(rows.map(({ id }) => id)).toEqual(ids(count(47)));
  });

  test('is read by a function of the pack', async () => {
    await show({ rows: count(25) });
    const { rows } = await readVirtualRows(page.locator('#grid'), {
      name: 'the job board',
      row: '.row',
      read: (elements) => elements.map((element) => Number(element.getAttribute('data-id')?.slice(2))),
      key: String,
    });
    expect(rows).toEqual(count(25));
  });

  test('may be empty', async () => {
    await show({ rows: [] });
    expect(await readVirtualRows(page.locator('#grid'), { ...shape, patience: 200 })).toEqual({
      rows: [],
      count: 0,
    });
  });

  test.each([
    ['next to each other', [1, 2, 2, 3]],
    ['far apart', [...count(40), 3, ...count(80).slice(40)]],
  ])('is not read when a key stands for two rows %s', async (_, rows) => {
    await show({ rows });
    await expect(readVirtualRows(page.locator('#grid'), shape)).rejects.toThrow(/two rows|not theirs alone/);
  });

  test('is not read when rows change meanwhile', async () => {
    await show({ rows: count(40), restless: true });
    await expect(readVirtualRows(page.locator('#grid'), shape)).rejects.toMatchObject({
      code: 'LAYOUT_CHANGED',
      message: expect.stringContaining('changed while it was read'),
    });
  });

  test('is not read when a cell is not where it should be', async () => {
    await show({ rows: count(4) });
    const cells = { ...shape.cells, due: '.due' };
    await expect(readVirtualRows(page.locator('#grid'), { ...shape, cells })).rejects.toThrow(
      'A row of the job board has no ".due".',
    );
  });
});

describe('what is seen of a list', () => {
  const entries = (keys: string) => keys.split('').map((key) => ({ key, row: { key } }));
  const joined = (known: string, seen: string) =>
    joinWindow(entries(known), entries(seen), 'the list')
      ?.map(({ key }) => key)
      .join('');

  test.each([
    ['', 'abc', 'abc'],
    ['abc', 'bcde', 'abcde'],
    ['abcd', 'bc', 'abcd'],
    ['abc', 'c', 'abc'],
  ])('%j and then %j is %j', (known, seen, expected) => {
    expect(joined(known, seen)).toBe(expected);
  });

  test('is not joined to what does not touch it: rows in between may be missing', () => {
    expect(joined('abc', 'ef')).toBeUndefined();
  });

  test.each([
    ['abc', 'bxc'],
    ['abc', 'xabc'],
    ['abcd', 'bd'],
    ['abc', 'cda'],
    ['abc', 'cdd'],
  ])('%j and then %j is another list, or a key is not one row’s alone', (known, seen) => {
    expect(() => joined(known, seen)).toThrow(/changed while it was read|two rows/);
  });
});

describe('a pager', () => {
  /** Pages of two, with a link to the next; after `stuckAt` it shows that page for ever, as a lost postback does. */
  async function list(rows: string[], stuckAt = Infinity) {
    await page.setContent('<ul></ul><button>Next</button>');
    await page.evaluate(
      ({ rows, stuckAt }) => {
        let at = 0;
        const draw = () => {
          const shown = Math.min(at, stuckAt ?? rows.length);
          const items = rows.slice(shown * 2, shown * 2 + 2).map((row) => `<li>${row}</li>`);
          document.querySelector('ul')?.replaceChildren();
          document.querySelector('ul')?.insertAdjacentHTML('beforeend', items.join(''));
          document.querySelector('button')?.toggleAttribute('disabled', at * 2 + 2 >= rows.length);
        };
        document.querySelector('button')?.addEventListener('click', () => (at++, draw()));
        draw();
      },
      { rows, stuckAt: Number.isFinite(stuckAt) ? stuckAt : undefined },
    );
    const button = page.getByRole('button', { name: 'Next' });
    return {
      name: 'the list',
      read: () => page.locator('li').allInnerTexts(),
      next: async () => (await button.isEnabled()) && (await button.click(), true),
    };
  }

  test('is turned to its last page', async () => {
    expect(await turnPages(await list(['a', 'b', 'c', 'd', 'e']))).toEqual({
      rows: ['a', 'b', 'c', 'd', 'e'],
      pages: 3,
    });
    expect(await turnPages(await list(['a']))).toEqual({ rows: ['a'], pages: 1 });
  });

  test('that shows a page once more is not believed', async () => {
    await expect(turnPages(await list(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 1))).rejects.toMatchObject({
      code: 'LAYOUT_CHANGED',
      message: 'The app shows page 2 of the list once more as page 3.',
    });
  });

  test('that shows a row twice, because the list moved, is not believed', async () => {
    const shape = await list(['a', 'b', 'b', 'c']);
    await expect(turnPages({ ...shape, key: (row) => row })).rejects.toThrow(
      '"b" comes twice in the list, on page 1 and page 2.',
    );
  });

  test('that never ends is given up', async () => {
    const shape = await list(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
    await expect(turnPages({ ...shape, most: 3 })).rejects.toThrow(/more than 3/);
  });
});
