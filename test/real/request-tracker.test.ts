import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCalls } from './request-tracker/calls.ts';
import type { Calls } from './request-tracker/calls.ts';
import { shown, TrackerDatabase } from './request-tracker/database.ts';
import type { EntryRow, TicketRow } from './request-tracker/database.ts';
import { startRequestTracker } from './request-tracker/start.ts';
import type { Login, RequestTracker } from './request-tracker/start.ts';

let tracker: RequestTracker;
let database: TrackerDatabase;
let calls: Calls;

beforeAll(async () => {
  tracker = await startRequestTracker();
  database = new TrackerDatabase(tracker.database);
  calls = await openCalls(tracker, ['dispatch', 'dispatch2', 'night', 'viewer']);
}, 180_000);

afterAll(async () => {
  await calls?.[Symbol.asyncDispose]();
  database?.close();
  await tracker?.stop();
});

interface Found {
  tickets: TicketRow[];
  complete: { proven: boolean; because: string };
}

interface Read {
  id: number;
  subject: string;
  owner: string | null;
  status: string;
  priority: string;
  queue: string;
  created: string;
  due: string | null;
  resolved: string | null;
  requestors: string[];
  cc: string[];
  custom_fields: { name: string; values: string[] }[];
  history: {
    id: number;
    at: string;
    by: string;
    what: string;
    content: string | null;
    attachments: string[];
  }[];
}

/** Searches, and compares every field of every row with the database. */
async function expectTickets(
  args: object,
  condition: string,
  login: Login = 'dispatch',
): Promise<TicketRow[]> {
  const found = await calls.answer<Found>('search_tickets', { ...args }, login);
  expect(found.tickets).toEqual(database.tickets(condition));
  expect(found.complete).toMatchObject({
    proven: true,
    because: expect.stringContaining('stated by the app') as string,
  });
  return found.tickets;
}

describe('a search', () => {
  test('without criteria finds every ticket, over several pages', async () => {
    const tickets = await expectTickets({}, '1 = 1');
    expect(tickets.length).toBeGreaterThan(200);
    // The seed holds what could go wrong.
    const subjects = tickets.map(({ subject }) => subject);
    for (const odd of ['größere', '山田様', '<script>alert(1)</script>', "O'Brien's \\", '🔧']) {
      expect(subjects.some((subject) => subject.includes(odd))).toBe(true);
    }
    expect(subjects).toContain('');
    expect(tickets.some(({ owner }) => owner === null)).toBe(true);
    expect(tickets.some(({ due }) => due === null)).toBe(true);
  });

  test.each<[object, string]>([
    [{ queue: 'Work Orders', status: 'open' }, "queue = 'Work Orders' and status = 'open'"],
    [{ queue: "Owner's Requests" }, "queue = 'Owner''s Requests'"],
    [{ status: 'active' }, "status in ('new', 'open', 'stalled')"],
    [{ status: 'inactive' }, "status in ('resolved', 'rejected')"],
    [{ owner: 'ana.ruiz' }, "owner = 'ana.ruiz'"],
    [{ owner: 'Nobody', status: 'new' }, "owner is null and status = 'new'"],
    [
      { building: "St. Mary's Row", trade: 'Plumbing' },
      "building = 'St. Mary''s Row' and trade = 'Plumbing'",
    ],
    [
      { due_before: '2026-10-20', status: 'active' },
      "due < '2026-10-20' and status in ('new', 'open', 'stalled')",
    ],
    [{ subject: 'sink LEAKING' }, "subject like '%sink leaking%'"],
    [{ subject: 'TÜRSCHLOSS' }, "subject like '%rschloss%'"],
    [{ subject: '台所' }, "subject like '%台所%'"],
    [{ subject: '<b>Bold</b> & "quoted"' }, "subject like '%<b>%'"],
    [{ subject: "100% O'Brien's \\ back_slash" }, "subject like '%O''Brien%'"],
    [{ subject: 'Spaces inside' }, "subject like '%Spaces %'"],
    [
      { requestor: 'tenant3@tenant.test' },
      `id in (select g.Instance from Groups g join GroupMembers m on m.GroupId = g.id
      join Users u on u.id = m.MemberId where g.Name = 'Requestor' and u.Name = 'tenant3@tenant.test')`,
    ],
  ])('for %j finds what the database has', async (args, condition) => {
    expect((await expectTickets(args, condition)).length).toBeGreaterThan(0);
  });

  test('that finds nothing proves it', async () => {
    const none = await calls.answer<Found>('search_tickets', { subject: 'no such words' });
    expect(none).toMatchObject({
      tickets: [],
      complete: { proven: true, because: '0 read, 0 stated by the app' },
    });
    await expectTickets({ queue: "Owner's Requests", status: 'rejected' }, '1 = 0');
  });

  test('by a name that RT does not know is no empty list', async () => {
    for (const args of [{ queue: 'Work Ordrs' }, { status: 'opne' }, { owner: 'ana.ruz' }]) {
      const { code, hint } = await calls.refusal('search_tickets', args);
      expect(code).toBe('NOT_FOUND');
      expect(hint).toMatch(/Work Orders|open|ana\.ruiz/);
    }
  });

  test('stays inside the quotes of its query', async () => {
    for (const queue of ["x' OR id > 0 OR Queue = 'y", String.raw`x\' OR id > 0 OR Queue = \'y`, '\\']) {
      expect((await calls.refusal('search_tickets', { queue })).code).toBe('NOT_FOUND');
    }
  });

  test.each<Login>(['dispatch2', 'night', 'viewer'])(
    'says the same to %s, who has another way to write dates, another time zone or fewer rights',
    async (login) => {
      const tickets = await expectTickets({ building: 'Harbor View' }, "building = 'Harbor View'", login);
      expect(tickets.length).toBeGreaterThan(10);
    },
  );

  test("counts days in the login's own time zone", async () => {
    // Midnight in Kolkata.
    await expectTickets({ due_before: '2026-10-20' }, "due < '2026-10-19T18:30:00Z'", 'night');
  });
});

describe('a ticket', () => {
  /** Reads a ticket, and compares what is not its history. */
  async function expectTicket(asked: number, login: Login = 'dispatch', id = asked): Promise<Read> {
    const read = await calls.answer<Read>('get_ticket', { id: asked }, login);
    const [row] = database.tickets(`id = ${id}`);
    const { updated: _, building, unit, trade, ...fields } = row!;
    expect(read).toMatchObject(fields);
    expect(read.requestors.toSorted()).toEqual(database.people(id, 'Requestor'));
    expect(read.cc.toSorted()).toEqual(database.people(id, 'Cc'));
    const custom = Object.fromEntries(read.custom_fields.map(({ name, values }) => [name, values.join()]));
    expect(custom).toMatchObject({ Building: building, Unit: unit, Trade: trade });
    if (row!.queue === 'Work Orders')
      expect(custom['Permission to enter']).toBe(database.customField(id, 'Permission to enter').join());
    return read;
  }

  /** Who did what when, in the order of the records. */
  const traces = (entries: Pick<EntryRow, 'id' | 'at' | 'by'>[]) =>
    entries.map(({ id, at, by }) => ({ id, at, by }));

  const number = (subject: string) => database.tickets(`subject like '${subject}'`)[0]!.id;

  test('of each kind is what the database has', async () => {
    const kinds = [
      "status = 'new'",
      "status = 'rejected'",
      'due is null',
      "queue = 'Make Ready'",
      "subject = ''",
      "subject like '%<b>%'",
    ];
    for (const kind of kinds) {
      const read = await expectTicket(database.tickets(kind)[0]!.id);
      expect(traces(read.history)).toEqual(traces(database.entries(read.id)));
    }
  });

  test('has its whole history, with messages in text, in HTML, in both, and with files', async () => {
    const id = number('Ceiling leak%');
    const read = await expectTicket(id);
    const entries = database.entries(id);
    expect(traces(read.history)).toEqual(traces(entries));
    expect(entries.length).toBeGreaterThan(12);
    const messages = read.history.filter(({ content }) => content !== null).map(({ content }) => content);
    expect(messages).toEqual([
      'Water comes through.\nPlease hurry.',
      'Called the tenant – nobody at home.\n\n  > quoted line\nWill try again.',
      'Dear tenant,\nwe come on Monday & bring parts.\nYours\none\ntwo',
      'Plain form of the mail',
      'Photo attached, see plan.txt',
      'The same again',
    ]);
    // Plain messages are in the database as they were read.
    const plain = database.parts(id).filter(({ type, file }) => type === 'text/plain' && file === null);
    expect(plain.length).toBeGreaterThan(3);
    for (const { entry, text } of plain)
      expect(read.history.find((each) => each.id === entry)?.content).toBe(text.replace(/\n+$/, ''));
    expect(read.history.flatMap(({ attachments }) => attachments)).toEqual(['plan.txt', 'leak.png']);
    const changes = entries.filter(({ type, field }) => type === 'Status' || field === 'Subject');
    expect(changes).toHaveLength(3);
    for (const change of changes) {
      const { what } = read.history.find((each) => each.id === change.id)!;
      expect(what).toContain(`'${change.old}'`);
      expect(what).toContain(`'${change.new}'`);
    }
  });

  test('that was merged into another is that one', async () => {
    const id = number('Ceiling leak%');
    const read = await expectTicket(id + 1, 'dispatch', id);
    expect(read.history.map(({ content }) => content)).toContain('The same again');
  });

  test('with sixty messages has them all, whatever the login prefers to see with a ticket', async () => {
    const id = number('Elevator stuck');
    for (const login of ['dispatch', 'dispatch2'] as const) {
      const { history } = await expectTicket(id, login);
      const notes = Array.from({ length: 60 }, (_, index) => `Note ${index + 1} of many`);
      expect(history.map(({ content }) => content)).toEqual(['Stuck again', ...notes]);
    }
  });

  test('shows odd texts as they are', async () => {
    for (const { id, subject } of database.tickets(
      "queue = 'Work Orders' and owner = 'hana.ito' and building = 'St. Mary''s Row' and due is null",
    )) {
      const read = await expectTicket(id);
      expect(read.subject).toBe(shown(subject));
      const [part] = database.parts(id);
      // A tab shows as blanks.
      if (part)
        expect(read.history[0]?.content).toBe(
          part.text
            .replaceAll('\t', '        ')
            .replace(/[ ]+$/gm, '')
            .replace(/^\n+|\n+$/g, ''),
        );
    }
  });

  test('shows a viewer what a viewer may see', async () => {
    const id = number('Ceiling leak%');
    const { history } = await expectTicket(id, 'viewer');
    expect(traces(history)).toEqual(traces(database.entries(id).filter(({ type }) => type !== 'Comment')));
  });

  test('at night is at the same instants', async () => {
    const id = number('Ceiling leak%');
    const { history } = await expectTicket(id, 'night');
    expect(traces(history)).toEqual(traces(database.entries(id)));
  });

  test('that there is not is not found', async () => {
    expect(await calls.refusal('get_ticket', { id: 99_999 })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('sessions', () => {
  test('that RT forgot are replaced without the caller noticing', async () => {
    await expectTickets({ owner: 'gus.ober' }, "owner = 'gus.ober'");
    await tracker.forgetSessions();
    await expectTickets({ owner: 'gus.ober' }, "owner = 'gus.ober'");
  });
});
