import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/engine.ts';
import { violations } from './count.ts';
import { soakNaive } from './naive.ts';
import { soakOurs } from './ours.ts';
import { sample } from './settings.ts';

/** Without accidents, and with no more than shows what is to be shown. */
const calm = { ...sample, calls: 24, kills: 0, freezes: 0, expiries: 2, codes: false, reminder: false };

/** Milliseconds; a third of it will do on a machine that has nothing else to do. */
const limit = 180_000;

test(
  'servers that are killed and frozen in the middle of their work break no rule',
  async () => {
    await using folder = await temporaryFolder();
    const ours = await soakOurs(folder.path, sample);
    expect(violations(ours)).toEqual([]);
    expect(ours).toMatchObject({ calls: sample.calls, kills: sample.kills, freezes: sample.freezes });
  },
  limit,
);

test(
  'the count finds what naive scripts do: they lock accounts and throw each other out',
  async () => {
    await using folder = await temporaryFolder();
    const naive = await soakNaive(folder.path, calm);
    expect(naive.lockouts).toBeGreaterThan(0);
    expect(naive.kicked).toBeGreaterThan(0);
    expect(naive.overlaps).toBeGreaterThan(0);
  },
  limit,
);

test(
  'the count finds what our own servers do where each has a store of its own',
  async () => {
    await using folder = await temporaryFolder();
    const apart = await soakOurs(folder.path, { ...calm, oneStore: false });
    expect(violations(apart)).not.toEqual([]);
    expect(apart.overlaps + apart.kicked).toBeGreaterThan(0);
  },
  limit,
);
