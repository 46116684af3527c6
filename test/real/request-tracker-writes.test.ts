import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import assignTicket from '../../flows/request-tracker/assign-ticket.flow.ts';
import commentOnTicket from '../../flows/request-tracker/comment-on-ticket.flow.ts';
import createTicket from '../../flows/request-tracker/create-ticket.flow.ts';
import resolveTicket from '../../flows/request-tracker/resolve-ticket.flow.ts';
import { launchBrowser } from '../support/page.ts';
import { TrackerDatabase } from './request-tracker/database.ts';
import type { EntryRow } from './request-tracker/database.ts';
import { startRequestTracker } from './request-tracker/start.ts';
import type { RequestTracker } from './request-tracker/start.ts';
import { nextMark, Writer } from './request-tracker/writes.ts';

// A write is a dozen pages of RT, and a test up to five writes.
vi.setConfig({ testTimeout: 300_000 });

let tracker: RequestTracker;
let browser: Browser;
let database: TrackerDatabase;
let writer: Writer;

beforeAll(async () => {
  [tracker, browser] = await Promise.all([startRequestTracker(), launchBrowser()]);
  database = new TrackerDatabase(tracker.database);
  writer = new Writer(browser, tracker);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  database?.close();
  await tracker?.stop();
});

const ticket = (condition: string) => database.tickets(condition)[0]!;

const input = {
  subject: 'Tür <klemmt> & "quietscht" 山田',
  message: 'First line <b>\n\n  indented,  two blanks\nÜmläut 山 🔧 &amp;',
  requestor: 'new.tenant@tenant.test',
  owner: 'bill.kern',
  priority: 'High',
  due: '2026-12-01T17:00:00Z',
  building: "St. Mary's Row",
  unit: '12B',
  trade: 'Locks',
  permission_to_enter: 'Call first',
};

/** Each flow, what it is given, and what it leaves in the database. */
const writes = [
  {
    flow: createTicket,
    name: 'create_ticket',
    give: () => input,
    rows: { tickets: 1 },
    sent: 'POST /Ticket/Create.html',
  },
  {
    flow: commentOnTicket,
    name: 'comment_on_ticket',
    give: () => ({ id: ticket("subject like 'Elevator stuck'").id, text: 'Grüße <i>\n\n  two  blanks' }),
    rows: { tickets: 0 },
    sent: 'POST /Ticket/Update.html',
  },
  {
    flow: assignTicket,
    name: 'assign_ticket',
    give: () => ({ id: ticket("owner is null and status = 'new'").id, owner: 'Cho.Min' }),
    rows: { tickets: 0 },
    sent: 'POST /Ticket/Update.html',
  },
  {
    flow: resolveTicket,
    name: 'resolve_ticket',
    give: () => ({ id: ticket("status = 'open' and owner = 'ana.ruiz'").id }),
    rows: { tickets: 0 },
    sent: 'POST /Ticket/Update.html',
  },
];

describe.each(writes)('$name', ({ flow, give, rows, sent }) => {
  test('in a preview shows the form and changes nothing', async () => {
    const before = database.everything();
    const mark = nextMark();
    const { preview, error, left, stopped } = await writer.run(flow, give(), mark, 'preview');
    expect([error, left, stopped]).toEqual([undefined, [], [`${sent} (declared)`]]);
    expect(preview).toBeDefined();
    expect(JSON.stringify(preview)).not.toContain(mark);
    expect(database.everything()).toBe(before);
    // The same form again, as if it were committed with the preview's token.
    expect((await writer.run(flow, give(), nextMark(), 'preview')).preview).toEqual(preview);
  });

  test('sends one request; reconcile then answers what it answered, and null where none was sent', async () => {
    const given = give();
    const since = new Date();
    const stopped = nextMark();
    const { preview: unsent } = await writer.run(flow, given, stopped, 'preview');
    expect(await writer.reconcile(flow, given, stopped, since, unsent ?? {})).toBeNull();

    const before = database.counts();
    const mark = nextMark();
    const { output, error, left, preview } = await writer.run(flow, given, mark);
    expect([error, left]).toEqual([undefined, [sent]]);
    const after = database.counts();
    expect(after.tickets - before.tickets).toBe(rows.tickets);
    expect(after.transactions).toBeGreaterThan(before.transactions);
    expect(await writer.reconcile(flow, given, mark, since, preview ?? {})).toEqual(output);
    expect(database.counts()).toEqual(after);
    if (flow !== assignTicket && flow !== resolveTicket)
      expect(await writer.reconcile(flow, given, nextMark(), since, preview ?? {})).toBeNull();
  });
});

test('a login that may create tickets, but not see them, is never told that nothing was created', async () => {
  const before = database.counts();
  const asked = new Date();
  const mark = nextMark();
  const { error, left, preview } = await writer.run(
    createTicket,
    { subject: 'Dropped into the box', queue: 'Work Orders' },
    mark,
    'commit',
    'intake',
  );
  expect([error?.code, left]).toEqual(['OUTCOME_UNKNOWN', ['POST /Ticket/Create.html']]);
  expect(database.counts().tickets - before.tickets).toBe(1);
  const again = writer.reconcile(createTicket, input, mark, asked, preview ?? {}, 'intake');
  await expect(again).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
});

/** What was done to a ticket after an entry of its history. */
const since = (id: number, last: number): EntryRow[] =>
  database.entries(id).filter((entry) => entry.id > last && !entry.type.includes('EmailRecord'));

const lastOf = (id: number) => Math.max(...database.entries(id).map((entry) => entry.id));

describe('what is written', () => {
  test('is the whole ticket, once, with its words as they were given', async () => {
    const mark = nextMark();
    const { output, preview } = await writer.run(createTicket, input, mark);
    const { id } = output as { id: number };
    const [row] = database.tickets(`id = ${id}`);
    expect(output).toEqual(row);
    expect(row).toMatchObject({
      subject: input.subject,
      queue: 'Work Orders',
      status: 'new',
      priority: 'High',
      owner: 'bill.kern',
      due: input.due,
      building: input.building,
      unit: input.unit,
      trade: input.trade,
    });
    expect(database.customField(id, 'Permission to enter')).toEqual(['Call first']);
    expect(database.people(id, 'Requestor')).toEqual([input.requestor]);
    expect(preview).toMatchObject({
      subject: input.subject,
      message: input.message,
      Unit: '12B',
      requestors: input.requestor,
    });
    const created = database.parts(id).filter(({ text }) => text.includes(mark));
    expect(new Set(created.map(({ entry }) => entry)).size).toBe(1);
  });

  test('goes into the queue that is meant, and to nobody in particular', async () => {
    const { output } = await writer.run(
      createTicket,
      { queue: 'make ready', subject: 'Paint the hall' },
      nextMark(),
    );
    expect(output).toMatchObject({
      queue: 'Make Ready',
      owner: null,
      due: null,
      building: '',
      priority: 'Low',
    });
    const { output: own } = await writer.run(
      createTicket,
      { queue: "Owner's Requests", subject: 'No tree' },
      nextMark(),
    );
    expect(output).not.toEqual(own);
    expect(own).toEqual(ticket("subject = 'No tree'"));
  });

  test('in another time zone is due at the same instant', async () => {
    const { output } = await writer.run(
      createTicket,
      { subject: 'Night work', due: input.due },
      nextMark(),
      'commit',
      'night',
    );
    expect(ticket("subject = 'Night work'").due).toBe(input.due);
    expect(output).toEqual(ticket("subject = 'Night work'"));
  });

  test.each(['dispatch', 'dispatch2'] as const)(
    'by %s, with or without the editor for rich text, is one message with its lines and blanks',
    async (login) => {
      const { id } = ticket("subject like 'Elevator stuck'");
      const last = lastOf(id);
      const [text, mark] = ['Grüße <i>\n\n  two  blanks\n"end" & 山', nextMark()];
      const { output } = await writer.run(commentOnTicket, { id, text }, mark, 'commit', login);
      expect(output).toMatchObject({ ticket: id, entry: { by: login, content: `${text}\n\n[${mark}]` } });
      expect(since(id, last)).toMatchObject([{ type: 'Comment', by: login }]);
    },
  );

  test('as a reply is correspondence', async () => {
    const { id } = ticket("status = 'open' and owner = 'gus.ober'");
    const last = lastOf(id);
    await writer.run(commentOnTicket, { id, text: 'We come on Monday.', kind: 'reply' }, nextMark());
    expect(since(id, last)).toMatchObject([{ type: 'Correspond', by: 'dispatch' }]);
  });

  test('as an owner is one change, there and back', async () => {
    const { id } = ticket("status = 'open' and owner = 'hana.ito'");
    const { output } = await writer.run(assignTicket, { id, owner: 'fran.weiss' }, nextMark());
    expect(output).toMatchObject({ ticket: id, from: 'hana.ito', to: 'fran.weiss', by: 'dispatch' });
    expect(ticket(`id = ${id}`).owner).toBe('fran.weiss');
    await writer.run(assignTicket, { id, owner: null }, nextMark());
    expect(ticket(`id = ${id}`).owner).toBeNull();
    expect((await writer.run(assignTicket, { id, owner: null }, nextMark())).error).toMatchObject({
      code: 'REFUSED',
    });
  });

  test('as a status is one change, and a second is refused', async () => {
    const { id, status } = ticket("status = 'stalled'");
    const last = lastOf(id);
    const { output } = await writer.run(resolveTicket, { id }, nextMark());
    expect(output).toMatchObject({ ticket: id, from: status, to: 'resolved', by: 'dispatch' });
    expect(ticket(`id = ${id}`).status).toBe('resolved');
    expect(since(id, last).filter(({ field }) => field === 'Status')).toHaveLength(1);
    const again = await writer.run(resolveTicket, { id }, nextMark());
    expect([again.error?.code, again.left]).toEqual(['REFUSED', []]);
  });
});

describe('what RT or the form does not take', () => {
  test.each([
    [
      createTicket,
      { subject: 'Bad unit', unit: 'no such' },
      'REFUSED',
      'Input must match [A number and a letter]',
    ],
    [createTicket, { subject: 'Bad building', building: 'Maple' }, 'NOT_FOUND', 'building "Maple"'],
    [createTicket, { subject: 'Bad queue', queue: 'Work' }, 'NOT_FOUND', 'queue "Work"'],
    [
      createTicket,
      { subject: 'Bad field', queue: 'Make Ready', permission_to_enter: 'Yes' },
      'INVALID_INPUT',
      'no field',
    ],
    [assignTicket, { id: 1, owner: 'nobody.here' }, 'NOT_FOUND', 'nobody.here'],
    [resolveTicket, { id: 99_999 }, 'NOT_FOUND', 'no ticket 99999'],
    [commentOnTicket, { id: 253, text: 'Merged' }, 'INVALID_INPUT', 'merged into ticket 252'],
  ] as const)('is refused and leaves nothing: %#', async (flow, given, code, words) => {
    const before = database.counts();
    const { error } = await writer.run(flow, given, nextMark());
    expect([error?.code, error?.message]).toEqual([code, expect.stringContaining(words)]);
    expect(database.counts()).toEqual(before);
  });

  test.each([
    [createTicket, { subject: 'By a viewer' }, 'Permission Denied'],
    [commentOnTicket, { id: 20, text: 'By a viewer' }, 'no comment'],
    [assignTicket, { id: 20, owner: null }, ''],
    [resolveTicket, { id: 20 }, ''],
  ] as const)('from a viewer is refused in words, and leaves nothing: %#', async (flow, given, words) => {
    const before = database.counts();
    const { error } = await writer.run(flow, given, nextMark(), 'commit', 'viewer');
    expect([error?.code, error?.message]).toEqual([
      expect.stringMatching(/REFUSED|NOT_FOUND/),
      expect.stringContaining(words),
    ]);
    expect(database.counts()).toEqual(before);
  });
});
