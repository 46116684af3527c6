import addNote from '../../flows/harbor/add-work-order-note.flow.ts';
import changeStatus from '../../flows/harbor/change-work-order-status.flow.ts';
import createWorkOrder from '../../flows/harbor/create-work-order.flow.ts';
import enterBatch from '../../flows/harbor/enter-bill-batch.flow.ts';
import { isSidedoorError } from '../../src/errors.ts';
import { expect, test } from './harbor-office.ts';
import type { Office } from './harbor-office.ts';
import { writeCases } from './harbor-write-cases.ts';
import { newMark } from './write-player.ts';

type Expected = Record<string, unknown>;

/** How long a flow waits for an answer that never comes. Milliseconds. */
const patience = 1_500;

/** How a write ended: `done`, a code of ours, or the name of an error that comes from elsewhere. */
async function endingOf(run: Promise<unknown>): Promise<string> {
  try {
    await run;
    return 'done';
  } catch (error) {
    if (isSidedoorError(error)) return error.code;
    return error instanceof Error ? error.name : 'nothing';
  }
}

/** Neither a success nor a refusal. */
const inDoubt = /^(APP_UNAVAILABLE|SESSION_LOST|OUTCOME_UNKNOWN|LAYOUT_CHANGED|TimeoutError)$/;

for (const [name, { flow, input, kind, written, record, answer, preview }] of Object.entries(writeCases)) {
  test.describe(name, () => {
    test('writes what was asked for, once, and answers it from the records', async ({ office }) => {
      const mark = newMark();
      const { output, sent, stopped } = await office.runWrite(flow, input, { mark });
      const { records, saves } = office.harbor.inspect();
      expect(written(records, mark)).toEqual([{ ...record, reference: mark }]);
      expect(output).toEqual({ ...answer, reference: mark });
      expect(saves).toMatchObject([{ kind, reference: mark, outcome: 'written', user: 'clerk' }]);
      expect([sent.length, stopped.length]).toEqual([1, 0]);
      expect(await office.reconcile(flow, input, mark)).toEqual(output);
    });

    test('previewed, tells what the form shows, and changes nothing', async ({ office }) => {
      const before = office.harbor.inspect().records;
      const mark = newMark();
      const played = await office.runWrite(flow, input, { preview: true, mark });
      expect(played.preview).toMatchObject(preview);
      expect(JSON.stringify(played.preview)).not.toContain(mark);
      expect(played).toMatchObject({ output: undefined, warnings: [], sent: [] });
      expect(played.stopped.length).toBe(1);
      const { records, saves } = office.harbor.inspect();
      expect(records).toEqual(before);
      expect(saves).toEqual([]);
      expect(await office.reconcile(flow, input, mark)).toBeNull();
    });

    for (const wrong of ['saveThenError', 'saveThenHang', 'saveThenCut'] as const) {
      test(`${wrong}: no success, and reconcile finds it, once`, async ({ office }) => {
        office.harbor.switches[wrong] = 1;
        const mark = newMark();
        const run = office.runWrite(flow, input, { mark, patience });
        expect(await endingOf(run)).toMatch(inDoubt);
        const { records, saves } = office.harbor.inspect();
        expect(written(records, mark)).toEqual([{ ...record, reference: mark }]);
        expect(saves.length).toBe(1);
        expect(await office.reconcile(flow, input, mark)).toEqual({ ...answer, reference: mark });
      });
    }

    for (const wrong of ['cutBeforeSave', 'logoutAtSave', 'savedButNot'] as const) {
      test(`${wrong}: no success, and reconcile finds that nothing happened`, async ({ office }) => {
        const before = office.harbor.inspect().records;
        office.harbor.switches[wrong] = 1;
        const mark = newMark();
        const run = office.runWrite(flow, input, { mark, patience });
        expect(await endingOf(run)).toMatch(inDoubt);
        expect(office.harbor.inspect().records).toEqual(before);
        expect(office.harbor.inspect().saves.length).toBe(1);
        if (wrong === 'logoutAtSave') await office.signOn();
        expect(await office.reconcile(flow, input, mark)).toBeNull();
      });
    }

    test('the form posted twice by its own script leaves once', async ({ office }) => {
      office.harbor.switches.doubleSubmit = true;
      const mark = newMark();
      // The second submit takes the answer to the first from the page, so a run may end in doubt.
      await office.runWrite(flow, input, { mark, patience }).catch(() => undefined);
      expect(written(office.harbor.inspect().records, mark).length).toBe(1);
      expect(await office.reconcile(flow, input, mark)).toMatchObject({ reference: mark });
    });

    test('warnings of the form are in the preview, a plain question is answered', async ({ office }) => {
      office.harbor.switches.warnAtSave = 'text';
      const { warnings } = await office.runWrite(flow, input, { preview: true });
      expect(warnings).toEqual([expect.stringContaining('Month-end close is in progress')]);
      office.harbor.switches.warnAtSave = 'confirm';
      const mark = newMark();
      await office.runWrite(flow, input, { mark });
      expect(written(office.harbor.inspect().records, mark).length).toBe(1);
    });

    test('a question that nobody has decided is a refusal, and nothing leaves', async ({ office }) => {
      const before = office.harbor.inspect().records;
      office.harbor.switches.warnAtSave = 'ask';
      await expect(office.runWrite(flow, input)).rejects.toMatchObject({
        code: 'REFUSED',
        message: expect.stringContaining('over its maintenance budget. Save anyway?'),
      });
      expect(office.harbor.inspect()).toMatchObject({ records: before, saves: [] });
    });

    test('what the form shows the second time is another preview', async ({ office }) => {
      office.harbor.switches.changeUnderneath = true;
      const first = await office.runWrite(flow, input, { preview: true });
      const second = await office.runWrite(flow, input, { preview: true });
      expect(second.preview).not.toEqual(first.preview);
    });

    test('a user who only inquires is refused before anything is filled in', async ({ visit }) => {
      const office = await visit();
      await office.signOn('viewer', 'harbor-view');
      const before = office.harbor.inspect().records;
      await expect(office.runWrite(flow, input)).rejects.toMatchObject({
        code: 'REFUSED',
        message: expect.stringContaining('Your role (Inquiry Only) does not allow entry on this page.'),
      });
      expect(office.harbor.inspect()).toMatchObject({ records: before, saves: [] });
    });

    test('a record that is there twice is told to nobody as one', async ({ office }) => {
      const mark = newMark();
      await office.runWrite(flow, input, { mark });
      const again = { ...input, ...(kind === 'status' && { status: 'In progress', completed: undefined }) };
      await office.runWrite(flow, again, { mark }).catch(() => undefined);
      expect(written(office.harbor.inspect().records, mark).length).toBe(2);
      await expect(office.reconcile(flow, input, mark)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    });
  });
}

test.describe('what Harbor refuses, in its own words, with nothing written', () => {
  const order = { building: 'HBR', unit: '203', category: 'HVAC', description: 'No heat' };
  const invoice = {
    vendor: 'PINE01',
    invoice_number: '88402',
    invoice_date: '2026-11-18',
    building: 'HBR',
    gl_account: '6110',
    amount: '10.00',
  };
  const batch = { post_month: '2026-11', description: 'Repairs', invoices: [invoice] };
  const refusals: [why: string, run: (office: Office) => Promise<unknown>, error: Expected][] = [
    [
      'an emergency without an assignee',
      ({ runWrite }) => runWrite(createWorkOrder, { ...order, priority: 'Emergency' }),
      { code: 'REFUSED', message: expect.stringContaining('Emergency work orders must be assigned.') },
    ],
    [
      'a due date that is over',
      ({ runWrite }) => runWrite(createWorkOrder, { ...order, due: '2026-11-01' }),
      { code: 'REFUSED', message: expect.stringContaining('Due Date cannot be before today.') },
    ],
    [
      'a unit that is none',
      ({ runWrite }) => runWrite(createWorkOrder, { ...order, unit: '999' }),
      { code: 'NOT_FOUND', hint: expect.stringContaining('203') },
    ],
    [
      'a note on a work order that is none',
      ({ runWrite }) => runWrite(addNote, { work_order: 'WO-1', note: 'Hello' }),
      { code: 'NOT_FOUND', message: expect.stringContaining('WO-1 is not on file') },
    ],
    [
      'a completion without its date',
      ({ runWrite }) => runWrite(changeStatus, { work_order: 'WO-24125', status: 'Completed' }),
      { code: 'REFUSED', message: expect.stringContaining('Completion Date is required') },
    ],
    [
      'closing what is not completed',
      ({ runWrite }) => runWrite(changeStatus, { work_order: 'WO-24125', status: 'Closed' }),
      { code: 'REFUSED', message: expect.stringContaining('Only a completed work order can be closed.') },
    ],
    [
      'a batch for a closed month',
      ({ runWrite }) => runWrite(enterBatch, { ...batch, post_month: '2026-10' }),
      { code: 'REFUSED', message: expect.stringContaining('Post Month 10/2026 is closed.') },
    ],
    [
      'a batch that is not what its control total says',
      ({ runWrite }) => runWrite(enterBatch, { ...batch, control_total: '11.00' }),
      { code: 'INVALID_INPUT', message: 'The invoices come to 10.00, not to 11.00.' },
    ],
    [
      'a vendor that is none',
      ({ runWrite }) => runWrite(enterBatch, { ...batch, invoices: [{ ...invoice, vendor: 'PINE99' }] }),
      { code: 'NOT_FOUND', hint: expect.stringContaining('PINE01 - Pinecrest Plumbing LLC') },
    ],
    [
      'an invoice of nothing',
      ({ runWrite }) => runWrite(enterBatch, { ...batch, invoices: [{ ...invoice, amount: '0.00' }] }),
      { code: 'REFUSED', message: expect.stringContaining('Amount is not a valid amount.') },
    ],
  ];
  for (const [why, run, error] of refusals) {
    test(why, async ({ office }) => {
      const before = office.harbor.inspect().records;
      await expect(run(office)).rejects.toMatchObject(error);
      expect(office.harbor.inspect().records).toEqual(before);
    });
  }

  test('what is closed stays closed', async ({ office: { runWrite, harbor } }) => {
    const work_order = 'WO-24003';
    await runWrite(changeStatus, { work_order, status: 'Closed' });
    await expect(runWrite(changeStatus, { work_order, status: 'In progress' })).rejects.toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining(`Work order ${work_order} is closed and cannot be reopened.`),
    });
    const order = harbor.inspect().records.workOrders.find(({ number }) => number === work_order);
    expect(order).toMatchObject({ status: 'Closed', history: [{ from: 'Completed', to: 'Closed' }] });
  });

  test('an invoice that is on file already is a warning, not a refusal', async ({ office: { runWrite } }) => {
    const invoices = [{ ...invoice, invoice_number: '88213' }];
    const { warnings, output } = await runWrite(enterBatch, { ...batch, invoices });
    expect(warnings).toEqual(['Warning: Invoice 88213 of PINE01 is already on file (batch B-5002).']);
    expect(output).toMatchObject({ batch: 'B-5004', total: '10.00' });
  });
});
