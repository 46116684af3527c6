import { setTimeout as sleep } from 'node:timers/promises';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import { TcpCut } from '../support/tcp-cut.ts';
import type { Desk, Desks, Wish } from './desk.ts';

const password = 'harbor-demo';
const cents = (amount: number) => (amount / 100).toFixed(2);

/** A number of Harbors, each with one clerk. */
export async function openHarborDesks(count: number): Promise<Desks> {
  const harbors = await Promise.all(Array.from({ length: count }, () => startHarbor()));
  const desks = await Promise.all(harbors.map((harbor, index) => deskOf(harbor, `harbor-${index}`)));
  return {
    desks,
    async [Symbol.asyncDispose]() {
      await Promise.all(desks.map(({ line }) => line.close()));
      await Promise.all(harbors.map((harbor) => harbor.close()));
    },
  };
}

async function deskOf(harbor: Harbor, name: string): Promise<Desk> {
  const changes = statusWishes(harbor);
  const wishes: Record<string, (token: string) => Wish> = {
    create_work_order: (token) => orderWish(harbor, token),
    add_work_order_note: (token) => noteWish(harbor, token),
    change_work_order_status: () => changes.next().value,
    enter_bill_batch: (token) => batchWish(harbor, token),
  };
  return {
    app: 'harbor',
    name,
    username: 'clerk',
    password,
    line: await TcpCut.before(harbor.url),
    flows: Object.keys(wishes),
    wish: async (flow, token) => wishes[flow]!(token),
    async quiet() {
      const isBusy = () =>
        harbor.inspect().saves.some(({ outcome }) => outcome === 'arrived') ||
        harbor.inspect().requestsInProgress > 0;
      while (isBusy()) await sleep(50);
    },
    endSessions: () => harbor.resetPassword('clerk', password),
    slow: (ms) => (harbor.switches.slowSave = ms),
  };
}

function orderWish(harbor: Harbor, token: string): Wish {
  const args = { building: 'HBR', unit: '203', category: 'Plumbing', description: `Leak ${token}` };
  return {
    tool: 'harbor_create_work_order',
    args,
    records: async () =>
      harbor
        .inspect()
        .records.workOrders.filter(({ description }) => description === args.description)
        .map(({ access, tripCharge, notes: _notes, history: _history, tenant: _tenant, ...order }) => ({
          ...order,
          access_notes: access,
          trip_charge: cents(tripCharge),
        })),
  };
}

function noteWish(harbor: Harbor, token: string): Wish {
  const args = { work_order: 'WO-24125', note: `Part ordered ${token}` };
  return {
    tool: 'harbor_add_work_order_note',
    args,
    records: async () =>
      harbor.inspect().records.workOrders.flatMap(({ number, notes }) =>
        notes
          .filter(({ text }) => text === args.note)
          .map(({ date, by, text, reference }) => ({
            work_order: number,
            date,
            by,
            note: text,
            reference,
          })),
      ),
  };
}

/** Of changes of status each is asked for once: a work order, a status, and who is to do it. */
function* statusWishes(harbor: Harbor): Generator<Wish, Wish> {
  const isOpen = (status: string) => !['Completed', 'Cancelled', 'Closed'].includes(status);
  const open = harbor.inspect().records.workOrders.filter(({ status }) => isOpen(status));
  for (const assignee of ['Luis Ocampo', 'Marta Kubiak'])
    for (const status of ['On hold', 'In progress', 'Assigned'])
      for (const { number } of open) {
        const order = () => harbor.inspect().records.workOrders.find((each) => each.number === number)!;
        if (order().status === status) continue;
        yield {
          tool: 'harbor_change_work_order_status',
          args: { work_order: number, status, assignee },
          records: async () =>
            order()
              .history.filter((change) => change.to === status && change.assignee === assignee)
              .map((change) => ({ work_order: number, ...change })),
        };
      }
  throw new Error('every work order has had every status');
}

function batchWish(harbor: Harbor, token: string): Wish {
  const invoice = {
    vendor: 'PINE01',
    invoice_number: token,
    invoice_date: '2026-11-18',
    building: 'HBR',
    gl_account: '6110',
    amount: '312.40',
  };
  const args = { post_month: '2026-11', description: `Batch ${token}`, invoices: [invoice] };
  return {
    tool: 'harbor_enter_bill_batch',
    args,
    records: async () =>
      harbor
        .inspect()
        .records.billBatches.filter(({ description }) => description === args.description)
        .map(({ number, period, description, reference, postedOn, by, invoices }) => ({
          batch: number,
          post_month: period,
          description,
          reference,
          posted: postedOn,
          by,
          invoice_count: invoices.length,
          total: cents(invoices.reduce((sum, { amount }) => sum + amount, 0)),
        })),
  };
}
