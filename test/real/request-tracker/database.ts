/**
 * What the flows ought to answer, asked of the database itself: by its tables and none of the flows' code, nor the
 * application's.
 */
import Libsql from 'libsql';

export interface TicketRow {
  id: number;
  subject: string;
  queue: string;
  status: string;
  priority: string;
  owner: string | null;
  created: string;
  due: string | null;
  resolved: string | null;
  updated: string;
  building: string;
  unit: string;
  trade: string;
}

export interface EntryRow {
  id: number;
  ticket: number;
  type: string;
  field: string | null;
  old: string | null;
  new: string | null;
  by: string;
  at: string;
}

interface PartRow {
  entry: number;
  type: string;
  file: string | null;
  text: string;
}

interface Counts {
  tickets: number;
  transactions: number;
  attachments: number;
}

/** Reads while the application writes. */
export class TrackerDatabase {
  readonly #database: Libsql.Database;

  constructor(path: string) {
    this.#database = new Libsql(path, { readonly: true });
    this.#database.pragma('busy_timeout=20000');
  }

  close(): void {
    this.#database.close();
  }

  /** Tickets that were not merged into another, by number. `condition` is SQL over the columns of the result. */
  tickets(condition = '1 = 1'): TicketRow[] {
    const value = (field: string) =>
      `coalesce((select v.Content from ObjectCustomFieldValues v join CustomFields f on f.id = v.CustomField
        where f.Name = '${field}' and v.ObjectType = 'RT::Ticket' and v.ObjectId = t.id and v.Disabled = 0), '')`;
    return this.#all<TicketRow>(
      `select * from (
        select t.id, t.Subject as subject, q.Name as queue, t.Status as status,
          case when t.Priority >= 100 then 'High' when t.Priority >= 50 then 'Medium' else 'Low' end as priority,
          nullif(o.Name, 'Nobody') as owner, ${instant('t.Created')} as created, ${instant('t.Due')} as due,
          ${instant('t.Resolved')} as resolved, ${instant('t.LastUpdated')} as updated,
          ${value('Building')} as building, ${value('Unit')} as unit, ${value('Trade')} as trade
        from Tickets t join Queues q on q.id = t.Queue join Users o on o.id = t.Owner
        where t.Type = 'ticket' and t.Status <> 'deleted' and t.EffectiveId = t.id
      ) where ${condition} order by id`,
    ).map((row) => ({ ...row, subject: shown(row.subject) }));
  }

  /** A custom field of one ticket; empty when it has no value. */
  customField(ticket: number, field: string): string[] {
    return this.#all<{ value: string }>(
      `select v.Content as value from ObjectCustomFieldValues v join CustomFields f on f.id = v.CustomField
       where f.Name = '${field}' and v.ObjectType = 'RT::Ticket' and v.ObjectId = ${ticket} and v.Disabled = 0`,
    ).map(({ value }) => value);
  }

  /** Addresses of who has a role on a ticket. */
  people(ticket: number, role: 'Requestor' | 'Cc'): string[] {
    return this.#all<{ address: string }>(
      `select u.EmailAddress as address from Groups g join GroupMembers m on m.GroupId = g.id join Users u on u.id = m.MemberId
       where g.Domain = 'RT::Ticket-Role' and g.Name = '${role}' and g.Instance = ${ticket} order by u.EmailAddress`,
    ).map(({ address }) => address);
  }

  /** The history of a ticket and of those merged into it, with what RT keeps for itself left out. */
  entries(ticket: number): EntryRow[] {
    return this.#all<EntryRow>(
      `select x.id, x.ObjectId as ticket, x.Type as type, x.Field as field, x.OldValue as old, x.NewValue as new,
         u.Name as "by", ${instant('x.Created')} as at
       from Transactions x join Tickets t on t.id = x.ObjectId join Users u on u.id = x.Creator
       where x.ObjectType = 'RT::Ticket' and t.EffectiveId = ${ticket} and x.Type <> 'SetWatcher' order by x.id`,
    );
  }

  /** The parts of the messages of a ticket, decoded. */
  parts(ticket: number): PartRow[] {
    return this.#all<{
      entry: number;
      type: string;
      file: string | null;
      content: Buffer | string | null;
      encoding: string;
    }>(
      `select a.TransactionId as entry, a.ContentType as type, a.Filename as file, a.Content as content,
         a.ContentEncoding as encoding
       from Attachments a join Transactions x on x.id = a.TransactionId join Tickets t on t.id = x.ObjectId
       where x.ObjectType = 'RT::Ticket' and t.EffectiveId = ${ticket} order by a.id`,
    ).map(({ content, encoding, ...part }) => ({ ...part, text: decoded(content, encoding) }));
  }

  counts(): Counts {
    const [row] = this.#all<Counts>(
      `select (select count(*) from Tickets) as tickets, (select count(*) from Transactions) as transactions,
         (select count(*) from Attachments) as attachments`,
    );
    return row!;
  }

  /**
   * Everything that is kept of tickets and of people, row by row. Leaves out what RT notes of a user at each look at a
   * ticket (which ones were looked at last), and when it noted that.
   */
  everything(): string {
    const tables = this.#all<{ name: string }>(
      `select name from sqlite_master where type = 'table' and name not in ('sessions', 'sqlite_sequence', 'sqlite_stat1')
       order by name`,
    ).map(({ name }) => name);
    const rows = tables.map((table) => {
      const condition =
        table === 'Attributes' ? "where Name not like '%Viewed%' and Name not like '%Cache%'" : '';
      return [
        table,
        this.#all<Record<string, unknown>>(`select * from "${table}" ${condition} order by id`).map((row) =>
          table === 'Users' ? { ...row, LastUpdated: null, LastUpdatedBy: null } : row,
        ),
      ];
    });
    return JSON.stringify(rows);
  }

  #all<Row>(sql: string): Row[] {
    return this.#database.prepare(sql).all() as Row[];
  }
}

/** "2026-12-01 09:00:00" → "2026-12-01T09:00:00Z"; RT writes the beginning of 1970 for "not set". */
const instant = (column: string) =>
  `case when ${column} is null or ${column} < '1970-01-02' then null else replace(${column}, ' ', 'T') || 'Z' end`;

/** A subject as a browser shows it. */
export const shown = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();

function decoded(content: Buffer | string | null, encoding: string): string {
  if (content === null) return '';
  const stored = Buffer.isBuffer(content) ? content.toString('utf8') : content;
  if (encoding === 'base64') return Buffer.from(stored, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return stored;
  const bytes = stored
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
