import { decodeLayer } from './decode.ts';
import { shortest } from './needles.ts';

/** Fewer characters of base64 turn up by chance in every image. */
const shortestBase64 = 6;

/**
 * The strings to look for, for one secret. Escapes (URL, form, HTML, JSON, once or several times) are taken off the
 * text; what no such layer takes off is spelled out here: base64, hexadecimal, and what becomes of letters beyond ASCII
 * when one side says UTF-8 and the other Latin-1.
 */
export function formsOf(secret: string): string[] {
  const texts = new Set([secret, secret.normalize('NFC'), secret.normalize('NFD')]);
  // A secret that itself looks escaped is unescaped along with the text around it.
  for (let layer = decodeLayer(secret), depth = 0; layer && depth < 3; depth++) {
    if (layer.text.length >= shortest) texts.add(layer.text);
    layer = decodeLayer(layer.text);
  }
  for (const text of Array.from(texts)) {
    texts.add(asLatin1(text));
    texts.add(new TextDecoder('windows-1252').decode(Buffer.from(text)));
    texts.add(new TextDecoder().decode(Buffer.from(text, 'latin1')));
  }
  for (const text of Array.from(texts)) for (const part of fragmentsOf(text)) texts.add(part);
  const written = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    formEncoded(secret),
  ];
  const bytes = [...new Set(written)].map((text) => Buffer.from(text));
  const hex = Buffer.from(secret).toString('hex');
  const forms = [
    ...texts,
    // As the bytes of a file look that is read as Latin-1.
    ...[...texts].map(asLatin1),
    ...[...bytes, Buffer.from(secret, 'latin1')].flatMap(base64Forms),
    hex,
    hex.toUpperCase(),
  ];
  return [...new Set(forms)].filter((form) => form.length >= shortest);
}

/**
 * Whoever quotes a screen may cut it off in the middle of a secret. So three quarters of one in a row count, or 16
 * characters; with less, every ordinary word that is part of a password would be blotted out.
 */
function fragmentsOf(text: string): string[] {
  const length = Math.min(16, Math.max(8, Math.ceil(text.length * 0.75)));
  if (length >= text.length) return [];
  return Array.from({ length: text.length - length + 1 }, (_, at) => text.slice(at, at + length));
}

const asLatin1 = (text: string) => Buffer.from(text).toString('latin1');

/** As a form sends it. */
function formEncoded(secret: string): string {
  return new URLSearchParams([['', secret]]).toString().slice(1);
}

/**
 * The part of the base64 text that does not depend on what stands before and after ("Basic" of user and password), for
 * each of the three ways the bytes can fall.
 */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const own = text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    if (own.length < shortestBase64) return [];
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
