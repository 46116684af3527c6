import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, harborUsers, stepAt } from '../../replicas/harbor/index.ts';
import { openStore } from '../../src/journal/store.ts';
import type { Store } from '../../src/journal/store.ts';
import { AppClock } from '../../src/session/app-clock.ts';
import { readCodeSecret } from '../../src/session/code-secret.ts';
import { OneTimeCodes } from '../../src/session/one-time-codes.ts';
import { temporaryFolder } from '../support/engine.ts';

const base32 = harborUsers[0]!.codeSecret;
const secret = readCodeSecret('env:CODES', base32);

describe('the secret of one-time codes', () => {
  test('gives the codes of RFC 6238, for other lengths and algorithms too', () => {
    const text = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    const sha256 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA';
    const long = readCodeSecret('r', `otpauth://totp/Harbor:clerk?secret=${text}&digits=8`);
    const other = readCodeSecret(
      'r',
      `otpauth://totp/x?secret=${sha256}&digits=8&algorithm=SHA256&period=30`,
    );
    expect([59, 1_111_111_109, 20_000_000_000].map((at) => long.codeOf(stepAt(at * 1000)))).toEqual([
      '94287082',
      '07081804',
      '65353130',
    ]);
    expect([59, 1_111_111_109].map((at) => other.codeOf(stepAt(at * 1000)))).toEqual([
      '46119246',
      '68084774',
    ]);
  });

  test('may be written in groups, in small letters, padded or not, and is the same', () => {
    const plain = base32.replace(/=/g, '');
    const grouped = plain.toLowerCase().replace(/(.{4})/g, '$1 ');
    for (const text of [plain, grouped, `otpauth://totp/Harbor?secret=${plain}`, `${base32}\n`]) {
      expect(readCodeSecret('r', text)).toMatchObject({ period: 30_000, identity: secret.identity });
    }
  });

  test('that is none is named by its reference, never by what it holds', () => {
    const plain = base32.replace(/=/g, '');
    for (const text of [
      '123456',
      'not-base-32-at-all!',
      'otpauth://totp/x?issuer=y',
      `otpauth://hotp/x?secret=${plain}&counter=1`,
    ]) {
      let error: unknown;
      try {
        readCodeSecret('file:/codes', text);
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toMatchObject({
        code: 'INVALID_INPUT',
        message: expect.stringContaining('file:/codes') as string,
      });
      expect(String((error as Error).stack)).not.toContain(text);
      expect((error as Error).cause).toBeUndefined();
    }
  });
});

describe('a code is claimed before it is typed', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const stores: Store[] = [];
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.destroy()));
    await folder[Symbol.asyncDispose]();
  });

  function desk() {
    const store = openStore(folder.path);
    stores.push(store);
    return new OneTimeCodes(store);
  }

  /** A claim by a clock that goes on only while somebody waits. */
  function at(time: number, more: { account?: string; version?: string } = {}) {
    const waits: number[] = [];
    let now = time;
    const wait = (ms: number) => {
      waits.push(ms);
      now += ms;
      return Promise.resolve();
    };
    return { waits, account: 'main', version: 'v1', secret, now: () => now, wait, ...more };
  }

  const start = 30_000 * 1_000_000;

  test('for the window of the moment, once', async () => {
    const first = at(start + 10_000);
    expect(await desk().claim(first)).toEqual({ code: codeOf(base32, 1_000_000), step: 1_000_000 });
    expect(first.waits).toEqual([]);
  });

  test('for the next window when this one is used, whoever used it and if he died of it', async () => {
    await desk().claim(at(start));
    await Promise.all(stores.splice(0).map((store) => store.destroy()));
    const second = at(start + 12_000);
    expect((await desk().claim(second)).step).toBe(1_000_001);
    expect(second.waits).toEqual([19_000]);
  });

  test('for the next window when less than four seconds are left of this one', async () => {
    const early = at(start + 25_900);
    const late = at(start + 26_100);
    expect((await desk().claim(early)).step).toBe(1_000_000);
    expect((await desk().claim(late)).step).toBe(1_000_001);
    expect(late.waits).toEqual([4_900]);
  });

  test('by one of many at the same moment, over several connections', async () => {
    const desks = [desk(), desk(), desk()];
    const claims = await Promise.all(
      [0, 1, 2, 3].map((n) => desks[n % 3]!.claim(at(start, { account: `account-${n % 2}` }))),
    );
    expect(claims.map(({ step }) => step).toSorted((a, b) => a - b)).toEqual([
      1_000_000, 1_000_001, 1_000_002, 1_000_003,
    ]);
  });

  test('waiting has an end', async () => {
    const steps = [0, 1, 2, 3].map((n) => desk().claim(at(start + n * 30_000, { account: 'other' })));
    await Promise.all(steps);
    const claim = at(start);
    await expect(desk().claim(claim)).rejects.toMatchObject({ code: 'BUSY' });
    expect(claim.waits.length).toBe(3);
  });

  test('is cancelled with the wait', async () => {
    await desk().claim(at(start));
    const wait = () => Promise.reject(new Error('page closed'));
    await expect(desk().claim({ ...at(start), wait })).rejects.toThrow('page closed');
    expect(await desk().unaccepted('main', 'v1')).toBe(1);
  });

  test('and counts against its secret until one is accepted; then old rows go', async () => {
    const codes = desk();
    const claims = [];
    for (const n of [0, 1, 2]) claims.push(await codes.claim(at(start + n * 30_000)));
    await codes.settle('main', claims[0]!, 'refused');
    expect(await codes.unaccepted('main', 'v1')).toBe(3);
    expect(await codes.unaccepted('main', 'v2')).toBe(0);
    await codes.settle('main', claims[1]!, 'accepted');
    expect(await codes.unaccepted('main', 'v1')).toBe(1);

    const store = stores[0]!;
    await store
      .updateTable('codes')
      .set({ at: Date.now() - 2 * 3_600_000 })
      .where('step', '<', 1_000_002)
      .execute();
    await codes.settle('main', claims[2]!, 'accepted');
    expect(await store.selectFrom('codes').select('step').execute()).toEqual([{ step: 1_000_002 }]);
  });
});

describe("the app's clock", () => {
  const noon = Date.parse('2026-11-20T12:00:00Z');

  test('is ours as long as its header does not say otherwise', () => {
    const clock = new AppClock();
    expect(clock.offset).toBe(0);
    // The header has no fractions: asked at .900, it says .000.
    clock.note(noon, noon + 900, noon + 950);
    expect(clock.offset).toBe(0);
    clock.note(Number.NaN, noon, noon);
    expect(clock.offset).toBe(0);
  });

  test('is known the better the more pages were seen, and within a second from the first', () => {
    const clock = new AppClock();
    const real = 75_300;
    const look = (ours: number) => {
      const theirs = Math.floor((ours + real) / 1000) * 1000;
      clock.note(theirs, ours - 20, ours + 20);
      return Math.abs(clock.offset - real);
    };
    expect(look(noon + 100)).toBeLessThan(600);
    for (let n = 1; n < 20; n++) look(noon + n * 1_370);
    expect(look(noon + 60_000)).toBeLessThan(100);
  });

  test('is followed when it is set', () => {
    const clock = new AppClock();
    clock.note(noon + 60_000, noon, noon);
    clock.note(noon, noon, noon);
    expect(clock.offset).toBe(0);
  });

  test('is not believed when it is hours off, as local time in the header is', () => {
    const clock = new AppClock();
    clock.note(noon - 5 * 3_600_000, noon, noon);
    expect(clock.isBelievable).toBe(false);
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(2_000);
  });
});
