import type { Sidedoor } from '../../sidedoor.ts';
import { isSidedoorError } from '../../errors.ts';
import { References } from '../../secrets/references.ts';
import type { Account } from '../../session/account.ts';
import { readCodeSecret } from '../../session/code-secret.ts';
import { ok, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

/** Whether codes can be made of what the reference holds. Says nothing of an account without one, and makes none. */
export async function checkCode({ name, code }: Account, { vault }: Sidedoor): Promise<Finding[]> {
  if (code === undefined) return [];
  const check = `account ${name}`;
  try {
    const { period } = readCodeSecret(code, await new References(vault).resolve(code));
    return [
      ok(check, `the secret of its one-time codes is there (${code}), a new code every ${period / 1_000} s`),
    ];
  } catch (error) {
    if (isSidedoorError(error)) return [wrong(check, error.message, error.hint)];
    throw error;
  }
}
