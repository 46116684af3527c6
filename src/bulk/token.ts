import { randomBytes } from 'node:crypto';
import { previewLifetime } from '../journal/previews.ts';

/** What lets the rows of a bulk be written that somebody was shown. It says itself when that was. */
export function newToken(): string {
  return `bk_${Date.now().toString(36)}_${randomBytes(12).toString('hex')}`;
}

/** Only of a token that the store has: anybody can write a time. */
export function isOverdue(token: string): boolean {
  const [, time = '0'] = /^bk_([0-9a-z]+)_/.exec(token) ?? [];
  return Number.parseInt(time, 36) <= Date.now() - previewLifetime;
}
