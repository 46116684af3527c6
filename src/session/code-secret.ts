import { Secret, TOTP, URI } from 'otpauth';
import { InvalidInput } from '../errors.ts';

/** What the one-time codes of a login are made from. */
export interface CodeSecret {
  /** How long a code counts, milliseconds. */
  period: number;
  /** The same text for the same codes, however they were written down. A secret. */
  identity: string;
  /** Every form in which it could turn up somewhere. */
  forms: string[];
  /** The code of a time step. Steps count from the epoch. */
  codeOf(step: number): string;
}

/**
 * Reads a secret as apps show it when an authenticator is set up: base32 in groups of letters, or the `otpauth://` URI
 * of the QR code, which may have another period, length or algorithm than 30 seconds, 6 digits and SHA-1.
 *
 * @throws InvalidInput that names the reference, never the value.
 */
export function readCodeSecret(reference: string, text: string): CodeSecret {
  let totp: TOTP;
  try {
    totp = read(text.trim());
  } catch {
    // No cause: the library quotes what it could not read.
    throw new InvalidInput(`What ${reference} holds is no secret of time-based one-time codes.`, {
      hint: 'Set it to the base32 text or to the otpauth://totp/… address that the application shows under its QR code.',
    });
  }
  const period = totp.period * 1_000;
  const { base32 } = totp.secret;
  const identity = [totp.algorithm, totp.digits, totp.period, base32].join(' ');
  return {
    period,
    identity,
    forms: [text.trim(), base32],
    codeOf: (step) => totp.generate({ timestamp: step * period }),
  };
}

function read(text: string): TOTP {
  if (/^otpauth:/i.test(text)) {
    const parsed = URI.parse(text);
    if (parsed instanceof TOTP) return parsed;
    throw new TypeError('codes by counter cannot be shared by processes');
  }
  const secret = Secret.fromBase32(text.replace(/[\s-]/g, ''));
  if (secret.bytes.length < leastBytes) throw new TypeError('too short');
  return new TOTP({ secret });
}

/** A text this short is a code, or a remark, not a secret. RFC 4226 asks for 16 bytes; some apps give 10. */
const leastBytes = 8;
