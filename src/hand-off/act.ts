import type { Page } from 'playwright';
import { z } from 'zod';

/** Keys that go to the page by name. Nothing among them leaves the page or opens another. */
const keys = [
  'Enter',
  'Tab',
  'Shift+Tab',
  'Escape',
  'Backspace',
  'Delete',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Control+A',
] as const;

const place = z.number().min(0).max(10_000);

/** What a person does on the picture. Places are CSS pixels of the page. */
export const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('click'), x: place, y: place }),
  z.strictObject({ kind: z.literal('scroll'), x: place, y: place, by: z.number().min(-5_000).max(5_000) }),
  z.strictObject({ kind: z.literal('type'), text: z.string().min(1).max(2_000) }),
  z.strictObject({ kind: z.literal('press'), key: z.enum(keys) }),
]);

export type Act = z.output<typeof act>;

export async function perform(page: Page, doing: Act): Promise<void> {
  switch (doing.kind) {
    case 'click':
      return page.mouse.click(doing.x, doing.y);
    case 'scroll':
      await page.mouse.move(doing.x, doing.y);
      return page.mouse.wheel(0, doing.by);
    case 'type':
      return page.keyboard.type(doing.text);
    case 'press':
      return page.keyboard.press(doing.key);
  }
}
