import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectedEntry } from '../replicas/toast-expected.ts';
import { expectedEmployee, expectedJob } from '../replicas/toast-expected-staff.ts';
import { openOffice, week } from './toast-office.ts';
import type { Answer, Office } from './toast-office.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office[Symbol.asyncDispose]());
beforeEach(() => office.behave());

const records = () => office.replica.inspect().records;
const written = () => office.replica.inspect().saves.filter(({ outcome }) => outcome === 'written');
const item = (name: string) =>
  records().items.find((one) => one.name === name && one.restaurant === office.here())!;

describe('what is not there', () => {
  test('an employee who is not there, and what he may be called', async () => {
    const args = { ...week, employee: 'Dubios, Celine' };
    const { error } = await office.engine.run('toast_list_time_entries', args);
    const hint = expect.stringContaining('Dubois, Céline') as string;
    expect(error).toMatchObject({ code: 'NOT_FOUND', hint });
  });

  test('a period without deposits is empty only where the report says so', async () => {
    const none = await office.ask('list_deposits', { from: '2026-01-01' });
    expect(none).toMatchObject({ deposits: [], complete: { proven: true } });
    office.replica.switches.emptyWithoutRow = true;
    expect(await office.code('list_deposits', { from: '2026-01-01' })).toBe('LAYOUT_CHANGED');
  });
});

describe('stock and time entries', () => {
  async function once(kind: string, tool: string, args: Answer): Promise<Answer> {
    const before = written();
    const answer = await office.ask(tool, args);
    const kinds = written()
      .slice(before.length)
      .map((save) => save.kind);
    expect(kinds).toEqual([kind]);
    return answer;
  }

  test('what is so already, or cannot be, is refused and writes nothing', async () => {
    const {
      number,
      employee,
      date,
      in: early,
      out,
    } = records().timeEntries.find((one) => one.restaurant === office.here() && one.date === '2026-11-19')!;
    expect(await office.code('change_item_stock', { item: 'Steak Frites', in_stock: true })).toBe('REFUSED');
    const count = written().length;
    const again = { employee, date, out };
    expect(await office.code('change_time_entry', again)).toBe('REFUSED');
    expect(await office.code('change_time_entry', { employee, date })).toBe('INVALID_INPUT');
    const wrong = await office.engine.run('toast_change_time_entry', { ...again, out: early });
    expect(wrong.error).toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining('after') as string,
    });
    const none = { ...again, started: '2026-11-19T00:07' };
    expect(await office.code('change_time_entry', none)).toBe('NOT_FOUND');
    expect(written()).toHaveLength(count);
    expect(records().timeEntries.find((one) => one.number === number)!.audits).toEqual([]);
  });

  test.each(['savedButNot', 'saveThenError', 'saveThenCut', 'logoutAtSave', 'doubleSubmit'] as const)(
    '%s: stock and time entry are saved once',
    async (name) => {
      const trouble = () =>
        Object.assign(office.replica.switches, { [name]: name === 'doubleSubmit' ? true : 1 });
      const { inStock } = item('Cold Brew');
      // With a key, because the same arguments are otherwise the same write for a day, even back and forth.
      const stock = { item: 'Cold Brew', in_stock: !inStock, idempotency_key: name };
      trouble();
      await once('stock', 'change_item_stock', stock);
      expect(item('Cold Brew').inStock).toBe(!inStock);
      const { employee, date, number, cashTips } = records().timeEntries.findLast(
        (one) => one.restaurant === office.here(),
      )!;
      trouble();
      const cash_tips = ((cashTips + 25) / 100).toFixed(2);
      const answer = await once('time_entry', 'change_time_entry', { employee, date, cash_tips });
      expect(answer).toEqual(expectedEntry(records(), number));
    },
  );

  test.each(['savedButNot', 'saveThenError', 'saveThenCut', 'logoutAtSave', 'doubleSubmit'] as const)(
    '%s: employee and job are saved once',
    async (name) => {
      const trouble = () =>
        Object.assign(office.replica.switches, { [name]: name === 'doubleSubmit' ? true : 1 });
      const person = records().employees.find((one) => one.restaurant === office.here())!;
      const [{ job, wage }] = person.jobs as [{ job: string; wage: number }];
      trouble();
      const raise = { employee: person.name, job, wage: ((wage + 25) / 100).toFixed(2) };
      const { complete: _jobs, ...raised } = await once('employee', 'change_employee', raise);
      expect(raised).toEqual(expectedEmployee(records(), person.number));
      const title = records().jobTitles.find((one) => one.restaurant === office.here())!;
      trouble();
      const change = { job: title.name, title: `After ${name}` };
      const changed = await once('job', 'change_job', change);
      expect(changed).toEqual(expectedJob(records(), title.guid));
      expect(changed).toMatchObject({ job: change.title });
    },
  );

  // Another test may have renamed it.
  const aJob = () => records().jobTitles.find(({ restaurant }) => restaurant === office.here())!.name;
  const troubles = ['savedButNot', 'saveThenError', 'saveThenCut', 'cutBeforeSave', 'logoutAtSave'] as const;
  test.each([...troubles, 'doubleSubmit', 'cutThenSave'] as const)(
    '%s: somebody new is added once',
    async (name) => {
      const before = records().employees.length;
      const switches = { [name]: name === 'doubleSubmit' ? true : 1 };
      Object.assign(office.replica.switches, switches, name === 'cutThenSave' ? { slowSave: 1_000 } : {});
      const wish = {
        employee: `New, ${name}`,
        email: `${name}@copperkettle.example`,
        job: aJob(),
        wage: '12.00',
      };
      const { complete: _jobs, ...created } = await once('new_employee', 'create_employee', wish);
      const [somebody, ...others] = records().employees.slice(before);
      expect(others).toEqual([]);
      expect(created).toEqual(expectedEmployee(records(), somebody!.number));
      expect(somebody).toMatchObject({ restaurant: office.here(), email: wish.email });
    },
  );

  test('somebody who is there, a job that is not, and payroll by Toast: refused, and nobody is added', async () => {
    const [one] = records().employees.filter(({ restaurant }) => restaurant === office.here());
    const wish = { employee: 'Quist, Ada', email: 'ada@copperkettle.example', job: aJob(), wage: '12.00' };
    const count = office.replica.inspect().saves.length;
    const refused = async (args: Answer) =>
      (await office.engine.run('toast_create_employee', { ...wish, ...args })).error;
    expect(await refused({ email: one!.email.toUpperCase() })).toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining(one!.name) as string,
      hint: expect.stringContaining('change_employee') as string,
    });
    expect(await refused({ job: 'Astronaut' })).toMatchObject({ code: 'NOT_FOUND' });
    office.replica.switches.payrollPopup = true;
    expect(await refused({})).toMatchObject({
      code: 'REFUSED',
      hint: expect.stringContaining('Toast Payroll') as string,
    });
    expect(office.replica.inspect().saves).toHaveLength(count);
  });

  test('who is called as somebody else is may be added, and the preview warns of it', async () => {
    const [one] = records().employees.filter(({ restaurant }) => restaurant === office.here());
    const wish = { employee: one!.name, email: 'another@copperkettle.example', job: aJob(), wage: '12.00' };
    const { output } = await office.engine.run('toast_create_employee', { ...wish, preview: true });
    expect(JSON.stringify(output)).toContain(one!.email);
  });

  test('of staff: what is so already, or not there, is refused and writes nothing', async () => {
    const [one] = records().employees.filter(({ restaurant }) => restaurant === office.here());
    const employee = one!.name;
    const count = written().length;
    expect(await office.code('change_employee', { employee, phone: one!.phone })).toBe('REFUSED');
    expect(await office.code('change_employee', { employee })).toBe('INVALID_INPUT');
    expect(await office.code('change_employee', { employee, job: 'Host' })).toBe('INVALID_INPUT');
    const unknown = { employee, job: 'Astronaut', wage: '20.00' };
    expect(await office.code('change_employee', unknown)).toBe('NOT_FOUND');
    const taken = await office.engine.run('toast_change_job', { job: 'Host', title: 'Line Cook' });
    expect(taken.error).toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining('title') as string,
    });
    expect(written()).toHaveLength(count);
  });
});
