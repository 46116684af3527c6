import { z } from 'zod';
import { remoteBrowser } from './remote-browser.ts';
import { notify, schedules } from './schedules.ts';
import { quietHours, secretReference, timeZone } from './words.ts';

const perHour = z.int().min(1).max(3_600).optional();

/** How gently an account is used. Nothing of it holds for a person at `sidedoor login`. */
const pace = z.strictObject({
  gapSeconds: z
    .number()
    .positive()
    .max(60)
    .optional()
    .describe('least time between two page loads of the account; held back below the flow'),
  runsPerHour: perHour.describe('runs in any hour, over all processes; one more is answered BUSY at once'),
  quietHours: quietHours
    .optional()
    .describe('no run begins between these times on the wall clock; may go over midnight'),
  timeZone: timeZone.optional().describe("of the quiet hours; the machine's own when not given"),
});

/** An address that holds a password is a secret, and secrets are not written into a config. */
function isStore(store: string): boolean {
  if (!/^\w+:\/\//.test(store) || store.startsWith('op://')) return store !== '';
  return /^postgres(ql)?:\/\//.test(store) && URL.canParse(store) && new URL(store).password === '';
}

const host = z.strictObject({
  sessions: z.int().min(1).optional().describe('runs at a time, over all accounts of the host'),
  runsPerHour: perHour.describe('runs in any hour, over all accounts of the host'),
});

const writePolicy = z.enum(['off', 'confirm', 'allow']);

const account = z.strictObject({
  app: z.string().describe('name of the app, e.g. "sql-ledger"'),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    .describe('where this installation is'),
  username: z.string().min(1),
  password: secretReference,
  code: secretReference
    .optional()
    .describe('secret of its one-time codes: base32, or the otpauth:// address of the QR code'),
  sessions: z
    .int()
    .min(1)
    .max(16)
    .default(1)
    .describe('how many sessions the application lets this login have at a time; 1 unless you are sure'),
  flows: z
    .array(
      z
        .string()
        .regex(/^([a-z][a-z0-9_]*\*?|\*)$/, 'must be the name of a flow, or a beginning such as "list_*"'),
    )
    .min(1)
    .optional()
    .describe(
      "flows that the account is offered for; all of its app's when not given, of which clients see those that read and those that `writes` lets write",
    ),
  choice: z
    .string()
    .optional()
    .describe('company, property or restaurant to work in, where the app has such a choice'),
  files: z
    .array(z.string())
    .optional()
    .describe('folders that flows may take files from to attach them; none when not given'),
  onKicked: z
    .enum(['wait', 'take_over', 'fail'])
    .default('wait')
    .describe(
      'when somebody else signs in as this user: wait a while, sign in again, or leave it to a person',
    ),
  writes: z
    .union([writePolicy, z.record(z.string(), writePolicy)])
    .default('off')
    .describe(
      'off: previews only, which clients see where `flows` names them; confirm: a person confirms what the preview shows; allow. Or one for each flow, "*" for the others',
    ),
  pace: pace.prefault({}),
  keepAliveMinutes: z
    .number()
    .positive()
    .optional()
    .describe('opens the first page of an unused live session this often; not in quiet hours'),
});

/** Everything a user can set. Every key but `accounts` has a default that should do. */
export const configSchema = z.strictObject({
  accounts: z
    .record(z.string(), account)
    .refine((accounts) => Object.keys(accounts).every((name) => /^[a-z][a-z0-9_-]{0,40}$/.test(name)), {
      error: 'names of accounts are lower-case letters, digits, "-" and "_"',
    }),
  hosts: z
    .record(z.string(), host)
    .default({})
    .describe(`ceilings by host of the accounts' addresses: "www.example.com", or with its port`),
  flows: z.array(z.string()).default([]).describe('folders with your own packs, relative to this file'),
  store: z
    .string()
    .refine(isStore, {
      error:
        'must be a folder, or a postgres:// address without the password ("env:NAME" names a variable that may hold both)',
    })
    .default('.sidedoor')
    .describe(
      'folder for the journal, sessions and evidence; for several machines postgres://… or a reference to it, as for secrets',
    ),
  files: z
    .string()
    .optional()
    .describe("folder for this host's receipts and evidence, where the store is on a server"),
  schedules,
  notify: notify
    .optional()
    .describe('who is told of schedules that do not go as they should; each may name its own'),
  runs: z
    .enum(['here', 'workers'])
    .default('here')
    .describe(
      'who performs runs: the process that is asked, or `sidedoor worker` processes of the same store',
    ),
  wait: z
    .number()
    .positive()
    .max(240)
    .default(45)
    .describe('seconds a call waits for its run before it answers with a run_id'),
  humanWait: z
    .number()
    .positive()
    .max(120)
    .default(10)
    .describe('minutes that a sign-in waits for a person, with its lane'),
  browser: z
    .strictObject({
      executablePath: z.string().optional(),
      remote: remoteBrowser.optional().describe('in place of a browser of our own'),
      headless: z.boolean().default(true),
      idleMinutes: z.number().positive().default(10),
      maxSessions: z.int().positive().default(20).describe('live at a time; the longest unused is parked'),
    })
    .refine(({ executablePath, remote }) => executablePath === undefined || remote?.cdp === undefined, {
      error: 'must name either "executablePath" or "remote.cdp"',
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

/** Defines the config. Plain data: calling this does nothing else. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}
