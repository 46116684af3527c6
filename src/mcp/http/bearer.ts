import { createHash, timingSafeEqual } from 'node:crypto';
import type { AuthInfo } from '@modelcontextprotocol/server';
import { InvalidInput } from '../../errors.ts';
import { refuse } from './refusal.ts';

/**
 * Says who calls, or refuses. `clientId` is what sessions and runs are bound to; the token itself goes no further than
 * this, so `AuthInfo.token` is empty. `undefined` stands for the one nameless caller of a server without a token.
 */
export type Authenticate = (request: Request) => AuthInfo | Response | undefined;

/**
 * One static token for all callers, or none at all.
 *
 * @throws InvalidInput when the token is empty (a variable that is not set must not open the door) or could not
 * travel in a header.
 */
export function bearerToken(token: string | undefined): Authenticate {
  if (token === undefined) return () => undefined;
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new InvalidInput('The bearer token is empty or holds characters that no HTTP header may carry.', {
      hint: 'Make one with: openssl rand -hex 32',
    });
  }
  const expected = digest(token);
  const caller: AuthInfo = { token: '', clientId: 'bearer', scopes: [] };

  return (request) => {
    const presented = /^Bearer +([\x21-\x7e]+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    if (presented === undefined) return challenge('A bearer token is required.', 'Bearer realm="sidedoor"');
    if (timingSafeEqual(digest(presented), expected)) return caller;
    return challenge('The bearer token is wrong.', 'Bearer realm="sidedoor", error="invalid_token"');
  };
}

/** Digests have one length, so comparing them tells nothing about the token, not even how long it is. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const challenge = (message: string, scheme: string): Response =>
  refuse(401, message, { headers: { 'www-authenticate': scheme } });
