import { z } from 'zod';

/** Where a secret is kept, never the secret: an environment variable, a file, a command, 1Password, a keyring, our vault. */
const secretReference = z
  .string()
  .regex(
    /^(env:.+|file:.+|exec:\s*\S.*|op:\/\/[^/]+\/.+\/.+|keyring:.+\/[^/]+|vault:[A-Za-z0-9][\w.-]{0,63})$/,
    'must say where the secret is kept ("env:NAME", "file:/path", "vault:name", "op://vault/item/field", "keyring:service/name" or "exec:command"), never the secret itself',
  );

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
  quietHours: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'must look like "22:00-06:00"')
    .refine((hours) => hours.slice(0, 5) !== hours.slice(6), 'must not begin and end at the same time')
    .optional()
    .describe('no run begins between these times on the wall clock; may go over midnight'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be the IANA name of a time zone, e.g. "Europe/Berlin"')
    .optional()
    .describe("of the quiet hours; the machine's own when not given"),
});

/** An address that holds a password is a secret, and secrets are not written into a config. */
function isStore(store: string): boolean {
  if (!/^\w+:\/\//.test(store) || store.startsWith('op://')) return store !== '';
  return /^postgres(ql)?:\/\//.test(store) && URL.canParse(store) && new URL(store).password === '';
}

/** Where a browser listens: an address without anything secret in it, or a reference to one. The vault comes too late. */
const endpoint = (protocols: RegExp, kinds: string) =>
  z.string().refine((text) => /^(env|file|exec|op|keyring):/.test(text) || isBare(text, protocols), {
    error: `must be ${kinds} without login or query, or a reference (env:NAME, file:/path …) to one that may have them`,
  });

function isBare(text: string, protocols: RegExp): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search } = new URL(text);
  return protocols.test(protocol) && username + password + search === '';
}

/** A browser that somebody else has started. It is one process's alone while that has sessions in it. */
const remoteBrowser = z
  .strictObject({
    server: endpoint(/^wss?:$/, 'a ws:// or wss:// address')
      .optional()
      .describe("a Playwright server of the same version (Playwright's launchServer)"),
    cdp: endpoint(/^(https?|wss?):$/, 'an http(s):// or ws(s):// address')
      .optional()
      .describe('a Chromium with --remote-debugging-port, on this machine'),
    reachedAt: z
      .union([z.ipv4(), z.ipv6()])
      .optional()
      .describe('address of this machine that the browser reaches it at; 127.0.0.1 when not given'),
  })
  .refine(({ server, cdp }) => (server === undefined) !== (cdp === undefined), {
    error: 'must name either "server" or "cdp"',
  })
  .refine(({ cdp, reachedAt }) => cdp === undefined || reachedAt === undefined, {
    error:
      'a browser on another machine is named as "server": over "cdp" the files that an app sends stay on the disk of the browser',
  });

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
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
      z.string().regex(/^[a-z][a-z0-9_]*\*?$/, 'must be the name of a flow, or a beginning such as "list_*"'),
    )
    .min(1)
    .optional()
    .describe(
      "flows that the account is offered for, so that no client reads of tools nobody uses; all of its app's when not given",
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
      'off: previews only; confirm: a person confirms what the preview shows; allow. Or one for each flow, "*" for the others',
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
    .refine(({ executablePath, remote }) => executablePath === undefined || remote === undefined, {
      error: 'must name either "executablePath" or "remote"',
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
