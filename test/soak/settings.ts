/** How big a soak is, and which of Harbor's misbehaviours it faces. */
export interface SoakSettings {
  /** The same seed draws the same calls and the same accidents. */
  seed: number;
  /** Server processes, each with a client and a browser of its own. */
  processes: number;
  /** Callers of one process, each with one call at a time. */
  callers: number;
  accounts: number;
  calls: number;
  /** How often a process is killed with -9, and how often one is stopped and continued later. */
  kills: number;
  freezes: number;
  /** How long a stopped one stays so. Longer than any lease in time would last. */
  freezeSeconds: number;
  /** Idle seconds after which a session is over; and how many end in the middle of the work besides. */
  sessionSeconds: number;
  expiries: number;
  /** Every sign-in asks for a one-time code, and reminds that the password expires. */
  codes: boolean;
  reminder: boolean;
  /** Off only to see that the count finds what it looks for: then each process keeps a store of its own. */
  oneStore: boolean;
}

const whole: SoakSettings = {
  seed: 1,
  processes: 5,
  callers: 10,
  accounts: 5,
  calls: 300,
  kills: 6,
  freezes: 3,
  freezeSeconds: 16,
  sessionSeconds: 20,
  expiries: 12,
  codes: true,
  reminder: true,
  oneStore: true,
};

/** The whole, or what the environment says: `SOAK_SEED=2 SOAK_CALLS=1000 npm run test:soak`. */
export function settingsFrom(env: NodeJS.ProcessEnv): SoakSettings {
  const settings = { ...whole };
  for (const name of Object.keys(whole) as (keyof SoakSettings)[]) {
    const text = env[`SOAK_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`];
    if (text === undefined) continue;
    const value = typeof whole[name] === 'boolean' ? text === 'true' : Number(text);
    if (Number.isNaN(value)) throw new Error(`${text} is no value for ${name}.`);
    Object.assign(settings, { [name]: value });
  }
  return settings;
}

/** A sample that fits into the ordinary test run. */
export const sample: SoakSettings = {
  ...whole,
  processes: 3,
  callers: 4,
  calls: 45,
  kills: 2,
  freezes: 1,
  expiries: 3,
};
