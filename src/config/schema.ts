import { z } from 'zod';

/** Where a secret is kept, never the secret: `env:NAME` or `file:/path`. */
const secretReference = z
  .string()
  .regex(
    /^(env|file):.+$/,
    'must say where the secret is kept ("env:NAME" or "file:/path"), never the secret itself',
  );

const account = z.strictObject({
  app: z.string().describe('name of the app, e.g. "sql-ledger"'),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    .describe('where this installation is'),
  username: z.string().min(1),
  password: secretReference,
  sessions: z
    .int()
    .min(1)
    .max(16)
    .default(1)
    .describe('how many sessions the application lets this login have at a time; 1 unless you are sure'),
  choice: z
    .string()
    .optional()
    .describe('company, property or restaurant to work in, where the app has such a choice'),
  onKicked: z
    .enum(['wait', 'take_over', 'fail'])
    .default('wait')
    .describe(
      'when somebody else signs in as this user: wait a while, sign in again, or leave it to a person',
    ),
});

/** Everything a user can set. Every key but `accounts` has a default that should do. */
export const configSchema = z.strictObject({
  accounts: z
    .record(z.string(), account)
    .refine((accounts) => Object.keys(accounts).every((name) => /^[a-z][a-z0-9_-]{0,40}$/.test(name)), {
      error: 'names of accounts are lower-case letters, digits, "-" and "_"',
    }),
  flows: z.array(z.string()).default([]).describe('folders with your own packs, relative to this file'),
  store: z.string().default('.sidedoor').describe('folder for the journal, sessions and evidence'),
  wait: z
    .number()
    .positive()
    .max(240)
    .default(45)
    .describe('seconds a call waits for its run before it answers with a run_id'),
  browser: z
    .strictObject({
      executablePath: z.string().optional(),
      headless: z.boolean().default(true),
      idleMinutes: z.number().positive().default(10),
      maxSessions: z.int().positive().default(20).describe('live at a time; the longest unused is parked'),
    })
    .prefault({}),
  evidence: z
    .strictObject({
      keepDays: z.number().positive().default(14),
      maxMegabytes: z.number().positive().default(500),
      trace: z.boolean().default(false).describe('keep a full Playwright trace of every run'),
    })
    .prefault({}),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
});

export type Config = z.output<typeof configSchema>;
export type ConfigInput = z.input<typeof configSchema>;
export type AccountConfig = Config['accounts'][string];

/** Defines the config. Plain data: calling this does nothing else. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}
