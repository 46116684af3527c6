export interface HostsSettings {
  /** The same seed draws the same calls and the same accidents. */
  seed: number;
  runs: number;
  accounts: number;
  /** Calls that wait for one account at a time. */
  callers: number;
  /** Each in a network namespace of its own, with one `sidedoor worker`. */
  hosts: number;
  /** Kills, freezes and cuts, in turns. */
  accidents: number;
  /** Runs of one worker at a time. */
  atOnce: number;
  /** How much longer the application takes for every page. Milliseconds. */
  slowMs: number;
}

const whole: HostsSettings = {
  seed: 1,
  runs: 400,
  accounts: 20,
  callers: 2,
  hosts: 3,
  accidents: 18,
  atOnce: 5,
  slowMs: 150,
};

/** The whole, or what the environment says: `HOSTS_SEED=2 HOSTS_RUNS=60 HOSTS_SLOW_MS=500 npm run test:hosts`. */
export function settingsFrom(env: NodeJS.ProcessEnv): HostsSettings {
  const settings = { ...whole };
  for (const name of Object.keys(whole) as (keyof HostsSettings)[]) {
    const text = env[`HOSTS_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`];
    if (text === undefined) continue;
    const value = Number(text);
    if (!Number.isInteger(value) || value < 0) throw new Error(`${text} is no value for ${name}.`);
    settings[name] = value;
  }
  return settings;
}
