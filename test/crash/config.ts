import type { ConfigInput } from '../../src/config/schema.ts';
import type { Desk } from './desk.ts';

/** With one account for each desk; the passwords go into the environment. */
export function configOf(desks: Desk[], store: string): ConfigInput {
  const accounts = desks.map((desk) => {
    process.env[secretOf(desk)] = desk.password;
    const { app, username, line } = desk;
    return [
      desk.name,
      { app, url: line.url, username, password: `env:${secretOf(desk)}`, writes: 'allow' as const },
    ];
  });
  return {
    store,
    logLevel: process.env['CRASH_LOG'] === undefined ? 'silent' : 'warn',
    accounts: Object.fromEntries(accounts) as NonNullable<ConfigInput['accounts']>,
  };
}

const secretOf = ({ name }: Desk) => `CRASH_${name.replaceAll('-', '_').toUpperCase()}`;
