import { renameSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor, HarborUser } from '../../replicas/harbor/index.ts';
import type { SoakSettings } from './settings.ts';

/** A login at Harbor, and the file that its password is read from. */
export interface Login {
  user: HarborUser;
  passwordFile: string;
  /** Holds the secret of the one-time codes, as the application shows it: an otpauth:// address. */
  codeFile: string;
  /** `wrong`: the file never holds the right password. `changed`: it holds the old one until a person corrects it. */
  password: 'right' | 'wrong' | 'changed';
}

/** Harbor as strict as vendors are, and the logins that a load works with. */
export interface Office {
  harbor: Harbor;
  logins: Login[];
  /**
   * Told how many calls have their answer, does what is due: ends a session in the middle of the work, changes a password
   * at the application, and later in the file that it is read from.
   */
  answered(count: number): void;
}

const newPassword = 'changed-in-between';
/** Shorter than the usual 30, so that a soak need not wait as long for the next one. */
export const codeSeconds = 15;

export async function openOffice(folder: string, settings: SoakSettings): Promise<Office> {
  const logins = Array.from({ length: settings.accounts }, (_, index) => loginOf(index, folder));
  const harbor = await startHarbor({
    users: logins.map(({ user }) => user),
    switches: {
      secondLoginKicks: true,
      lockoutAfter: 3,
      sessionSeconds: settings.sessionSeconds,
      oneTimeCode: settings.codes,
      codeSeconds,
      interstitial: settings.reminder ? 'password_expiry' : 'off',
    },
  });
  for (const { passwordFile, password, codeFile, user } of logins) {
    const { name, codeSecret } = user;
    await writeFile(codeFile, `otpauth://totp/Harbor:${name}?secret=${codeSecret}&period=${codeSeconds}`);
    await writeFile(passwordFile, password === 'wrong' ? 'not-the-password' : user.password);
  }
  const { calls } = settings;
  const changed = logins.find(({ password }) => password === 'changed')!;
  return {
    harbor,
    logins,
    answered(count) {
      if (count % Math.ceil(calls / settings.expiries) === 0) harbor.switches.logoutAtRequest = 3;
      if (count === Math.round(calls * 0.3)) harbor.resetPassword(changed.user.name, newPassword);
      if (count === Math.round(calls * 0.6)) writeAtOnce(changed.passwordFile, newPassword);
    },
  };
}

/** Nobody reads half a file. */
function writeAtOnce(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

/** The first login has a wrong password, the second's is changed on the way. */
function loginOf(index: number, folder: string): Login {
  const name = `user${index}`;
  return {
    user: {
      name,
      password: `${name}-password`,
      fullName: `User ${index}`,
      role: 'Residential Clerk',
      codeSecret: `${'ABCDEFGH'[index % 8]!}BQXEYTPOIWWG3DF`,
    },
    passwordFile: join(folder, `${name}.password`),
    codeFile: join(folder, `${name}.code`),
    password: index === 0 ? 'wrong' : index === 1 ? 'changed' : 'right',
  };
}
