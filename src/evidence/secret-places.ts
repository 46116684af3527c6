import type { Frame, JSHandle, Page } from 'playwright';
import type { Secrets } from './secrets.ts';

const marked = 'data-sidedoor-secret';

/** What one document shows, in its own order, and where. Lives in the page. */
interface Shown {
  nodes: Text[];
  fields: Element[];
}

interface Spot {
  node: number;
  start: number;
  end: number;
}

/**
 * Marks, in every frame, the fields for passwords and one-time codes and whatever shows a known secret. Answers the
 * locators to mask, and how to take the marks off again. Which texts are secret is decided here: a document is sent no
 * secret, as it may come from somebody else. Out of reach: pictures of text, closed shadow roots, generated content.
 *
 * @throws whatever a document throws that could not be looked at: better no picture than one that shows a secret.
 */
export async function markSecretPlaces(page: Page, secrets: Secrets) {
  const frames = page.frames();
  await Promise.all(frames.map((frame) => mark(frame, secrets)));
  return {
    mask: frames.map((frame) => frame.locator(`[${marked}]`)),
    unmark: async () => {
      await Promise.all(frames.map((frame) => frame.evaluate(takeOff, marked).catch(() => undefined)));
    },
  };
}

async function mark(frame: Frame, secrets: Secrets): Promise<void> {
  let shown: JSHandle<Shown> | undefined;
  try {
    shown = await frame.evaluateHandle(look, marked);
    const { texts, values } = await shown.evaluate(({ nodes, fields }) => ({
      texts: nodes.map((node) => node.data),
      values: fields.map((field) =>
        [
          (field as HTMLInputElement).value,
          field.getAttribute('placeholder'),
          field.getAttribute('alt'),
        ].join('\n'),
      ),
    }));
    const secretFields = values.flatMap((value, index) => (secrets.find(value).length > 0 ? [index] : []));
    await shown.evaluate(putOn, { spots: spotsOf(texts, secrets), secretFields, marked });
  } catch (error) {
    if (!frame.isDetached()) throw error;
  } finally {
    await shown?.dispose().catch(() => undefined);
  }
}

/** A secret may be spread over several text nodes: `ses<b>ame</b>`. */
function spotsOf(texts: string[], secrets: Secrets): Spot[] {
  const ranges = secrets.find(texts.join(''));
  if (ranges.length === 0) return [];
  const spots: Spot[] = [];
  let at = 0;
  for (const [node, text] of texts.entries()) {
    for (const range of ranges) {
      const start = Math.max(range.start - at, 0);
      const end = Math.min(range.end - at, text.length);
      if (start < end) spots.push({ node, start, end });
    }
    at += text.length;
  }
  return spots;
}

/** Runs in the page. Marks the fields that are for secrets, whatever they hold, and collects all that is shown. */
function look(attribute: string): Shown {
  const nodes: Text[] = [];
  const fields: Element[] = [];
  const sure = /^(otp|totp|tan|mfa|2fa|passcode|onetimecode|onetimepassword)$/;
  const perhaps = /^(code|pin|token)$/;
  const neutral =
    /^(txt|tb|input|inp|field|fld|ctl|id|the|your|user|login|signin|logon|auth|authentication|verification|verify|security|sms|email|mail|one|time|onetime|access|confirm|confirmation|factor|two|second|\d+)$/;
  const isForCode = (name: string) => {
    const words =
      name
        .replace(/([a-z\d])([A-Z])/g, '$1 $2')
        .toLowerCase()
        .match(/2fa|[a-z]+|\d+/g) ?? [];
    const rest = words.filter((word) => !neutral.test(word));
    return (
      words.some((word) => sure.test(word)) || (rest.length > 0 && rest.every((word) => perhaps.test(word)))
    );
  };
  const isSecretField = (field: Element) =>
    field instanceof HTMLInputElement &&
    (field.type === 'password' ||
      field.autocomplete === 'one-time-code' ||
      (/^(text|tel|number|search|)$/.test(field.type) &&
        (isForCode(field.name) || isForCode(field.id) || isBoxOfCode(field))));
  // One box for each digit.
  const isBoxOfCode = (field: HTMLInputElement) =>
    field.maxLength === 1 &&
    (field.form ?? field.ownerDocument).querySelectorAll('input[maxlength="1"]').length >= 4;
  const walk = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node: Node | null = root; node; node = walker.nextNode()) {
      if (node instanceof Text) nodes.push(node);
      if (!(node instanceof Element)) continue;
      if (node.matches('input, textarea, select, option, img, area')) fields.push(node);
      if (isSecretField(node)) node.setAttribute(attribute, '');
      if (node.shadowRoot) walk(node.shadowRoot);
    }
  };
  walk(document.documentElement);
  return { nodes, fields };
}

/**
 * Runs in the page. Marks the element around each spot, and has the letters themselves drawn black on black: a text may
 * reach beyond its element, and where its element is the whole page the rest of the page is evidence.
 */
function putOn(
  { nodes, fields }: Shown,
  { spots, secretFields, marked: attribute }: { spots: Spot[]; secretFields: number[]; marked: string },
): void {
  for (const index of secretFields) {
    const field = fields[index];
    (field instanceof HTMLOptionElement ? (field.closest('select') ?? field) : field)?.setAttribute(
      attribute,
      '',
    );
  }
  const ranges: Range[] = [];
  for (const { node, start, end } of spots) {
    const text = nodes[node];
    if (!text || end > text.length) continue;
    const around = text.parentElement?.closest('select, button') ?? text.parentElement;
    if (around && around !== document.body && around !== document.documentElement)
      around.setAttribute(attribute, '');
    const range = document.createRange();
    range.setStart(text, start);
    range.setEnd(text, end);
    ranges.push(range);
  }
  if (ranges.length === 0) return;
  CSS.highlights.set(attribute, new Highlight(...ranges));
  const sheet = new CSSStyleSheet();
  const black = ['color', 'background-color', '-webkit-text-fill-color', '-webkit-text-stroke-color'];
  sheet.replaceSync(
    `::highlight(${attribute}) { ${black.map((name) => `${name}: #000 !important;`).join(' ')} text-shadow: none !important }`,
  );
  document.adoptedStyleSheets.push(sheet);
}

/** Runs in the page. */
function takeOff(attribute: string): void {
  const walk = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      element.removeAttribute(attribute);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  CSS.highlights.delete(attribute);
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter(
    (sheet) => sheet.cssRules[0]?.cssText.includes(attribute) !== true,
  );
}
