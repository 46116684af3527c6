import type { HarborSwitches } from '../../replicas/harbor/index.ts';
import { isSidedoorError } from '../../src/errors.ts';
import { expect, test } from './harbor-office.ts';
import type { Office } from './harbor-office.ts';
import { writeCases } from './harbor-write-cases.ts';
import type { WriteCase } from './harbor-write-cases.ts';
import { newMark } from './write-player.ts';

/** What the screens do wrong while a write goes on. None of it may make a second record, or a wrong answer. */
const wrongs: Record<string, Partial<HarborSwitches>> = {
  latePostback: { latePostback: true },
  truncateRows: { truncateRows: true },
  shiftColumn: { shiftColumn: true },
  renameHeading: { renameHeading: true },
  'dialog and latin1': { dialog: true, latin1: true },
  'slowMs and signedOutAs200': { slowMs: 150, signedOutAs200: true },
};

/** Of these, the ones that a flow has no reason to stop at. */
const harmless = ['dialog and latin1', 'slowMs and signedOutAs200'];

/** `right`: the answer is that of the record. A refusal is one only where nothing was written. */
type Outcome = 'right' | 'WRONG' | 'stopped';

async function outcomeOf(answer: Promise<unknown>, expected: object | null): Promise<Outcome> {
  try {
    expect(await answer).toEqual(expected);
    return 'right';
  } catch (error) {
    if (isSidedoorError(error) && error.code !== 'REFUSED') return 'stopped';
    if (error instanceof Error && error.name === 'TimeoutError') return 'stopped';
    return 'WRONG';
  }
}

async function play(office: Office, { flow, input, written, record, answer }: WriteCase) {
  const { harbor, runWrite, reconcile } = office;
  const mark = newMark();
  const expected = { ...answer, reference: mark };
  const run = runWrite(flow, input, { mark, patience: 2_500 }).then(({ output }) => output);
  const outcome = await outcomeOf(run, expected);
  const found = written(harbor.inspect().records, mark);
  const right = found.length > 0 ? expected : null;
  const afterwards = await outcomeOf(reconcile(flow, input, mark), right);
  Object.assign(harbor.switches, { truncateRows: false, shiftColumn: false, renameHeading: false });
  const later = await reconcile(flow, input, mark);
  return { outcome, afterwards, found, right, later, record: { ...record, reference: mark } };
}

for (const [name, wrong] of Object.entries(wrongs)) {
  test.describe(name, () => {
    for (const [flow, one] of Object.entries(writeCases)) {
      test(`${flow}: at most one record, and never a wrong answer`, async ({ office }) => {
        Object.assign(office.harbor.switches, wrong);
        const { outcome, found, afterwards, later, right, record } = await play(office, one);
        expect(found).toEqual(found.length > 0 ? [record] : []);
        expect([outcome, afterwards]).not.toContain('WRONG');
        if (outcome === 'right') expect(found.length).toBe(1);
        if (harmless.includes(name)) expect([outcome, afterwards]).toEqual(['right', 'right']);
        expect(later).toEqual(right);
      });
    }
  });
}
