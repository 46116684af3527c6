import { z } from 'zod';

/** Where a secret is kept, never the secret: an environment variable, a file, a command, 1Password, a keyring, our vault. */
export const secretReference = z
  .string()
  .regex(
    /^(env:.+|file:.+|exec:\s*\S.*|op:\/\/[^/]+\/.+\/.+|keyring:.+\/[^/]+|vault:[A-Za-z0-9][\w.-]{0,63})$/,
    'must say where the secret is kept ("env:NAME", "file:/path", "vault:name", "op://vault/item/field", "keyring:service/name" or "exec:command"), never the secret itself',
  );

export const quietHours = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'must look like "22:00-06:00"')
  .refine((hours) => hours.slice(0, 5) !== hours.slice(6), 'must not begin and end at the same time');

export const timeZone = z
  .string()
  .refine(isTimeZone, 'must be the IANA name of a time zone, e.g. "Europe/Berlin"');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
