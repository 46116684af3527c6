import { canonical } from '../journal/canonical.ts';
import type { Head, Receipt } from './receipt.ts';
import type { SigningKey } from './signing-key.ts';

/** A receipt with what vouches for it, as its file holds it. */
export interface SignedReceipt {
  receipt: Receipt;
  /** Ed25519 over the UTF-8 bytes of the receipt's canonical JSON; base64. */
  signature: string;
}

/** `{"receipt":…,"signature":"…"}` and a line break: there is exactly one text for a content and a key. */
export function receiptText(receipt: Receipt, key: SigningKey): string {
  return signed('receipt', receipt, key);
}

export function headText(head: Head, key: SigningKey): string {
  return signed('head', head, key);
}

function signed(name: 'receipt' | 'head', content: Receipt | Head, key: SigningKey): string {
  const json = canonical(content);
  return `{"${name}":${json},"signature":"${key.sign(json).toString('base64')}"}\n`;
}

/** Undefined for anything that is no receipt. Says nothing about who signed it. */
export function parseReceipt(text: string): SignedReceipt | undefined {
  try {
    const parsed = JSON.parse(text) as Partial<SignedReceipt> | null;
    if (typeof parsed?.receipt?.number !== 'number' || typeof parsed.signature !== 'string') return undefined;
    return { receipt: parsed.receipt, signature: parsed.signature };
  } catch {
    return undefined;
  }
}
