import type { Browser, Page } from 'playwright';

/** What a piece of text looks like on the screen: one bit a pixel, dark or not. */
interface Picture {
  width: number;
  height: number;
  dark: Uint8Array;
}

/** Cuts out of an open page every place where it shows a text, in each font and size that it uses for it. */
export async function cutOut(page: Page, text: string): Promise<Picture[]> {
  const shown = await readPng(page.context().browser()!, await page.screenshot());
  const boxes = [];
  for (const frame of page.frames()) {
    const within = await frame.evaluate((wanted) => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = (node as Text).data.indexOf(wanted);
        if (at < 0 || node.parentElement?.closest('script, style, select')) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const rects = [...range.getClientRects()];
        if (rects.length === 1)
          found.push(rects[0]!.toJSON() as { x: number; y: number; width: number; height: number });
      }
      return found;
    }, text);
    if (frame === page.mainFrame()) boxes.push(...within);
  }
  const pieces = boxes
    .map((box) => crop(shown, box))
    .filter((piece) => piece.dark.includes(1) && piece.dark.includes(0));
  // The same font, the same pixels.
  return [...new Map(pieces.map((piece) => [`${piece.width} ${piece.dark.join('')}`, piece])).values()];
}

function crop(from: Picture, box: { x: number; y: number; width: number; height: number }): Picture {
  const [left, top] = [Math.ceil(box.x) + 1, Math.ceil(box.y)];
  const [width, height] = [Math.floor(box.width) - 3, Math.floor(box.height) - 1];
  if (left + width > from.width || top + height > from.height)
    return { width: 0, height: 0, dark: new Uint8Array() };
  const dark = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) dark[y * width + x] = from.dark[(top + y) * from.width + left + x]!;
  return { width, height, dark };
}

/** How often the pieces are in the picture, pixel by pixel. */
export function count(picture: Picture, pieces: Picture[]): number {
  let hits = 0;
  for (const piece of pieces) {
    const first = piece.dark.indexOf(1);
    const [firstX, firstY] = [first % piece.width, Math.floor(first / piece.width)];
    for (let y = 0; y + piece.height <= picture.height; y++) {
      for (let x = 0; x + piece.width <= picture.width; x++) {
        if (picture.dark[(y + firstY) * picture.width + x + firstX] === 1 && isAt(picture, piece, x, y))
          hits += 1;
      }
    }
  }
  return hits;
}

function isAt(picture: Picture, piece: Picture, left: number, top: number): boolean {
  for (let y = 0; y < piece.height; y++)
    for (let x = 0; x < piece.width; x++)
      if (picture.dark[(top + y) * picture.width + left + x] !== piece.dark[y * piece.width + x])
        return false;
  return true;
}

/** Decodes a PNG, by the browser that there is anyway. */
export async function readPng(browser: Browser, png: Uint8Array): Promise<Picture> {
  const page = await browser.newPage();
  try {
    const { width, height, bits } = await page.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      let bits = '';
      for (let at = 0; at < data.length; at += 4)
        bits += data[at]! + data[at + 1]! + data[at + 2]! < 384 ? '1' : '0';
      return { width: image.width, height: image.height, bits };
    }, Buffer.from(png).toString('base64'));
    return { width, height, dark: Uint8Array.from(bits, Number) };
  } finally {
    await page.close();
  }
}
