/** The books as the database has them: what a write must change, and what must not change. */
import { Client } from 'pg';
import { asShown } from './as-shown.ts';
import { checksum } from './checksum.ts';

export interface LedgerLine {
  account: string;
  /** Debit is negative, as the application keeps it. */
  amount: string;
  date: string;
  building: string | null;
  memo: string | null;
  source: string | null;
}

export interface Posted {
  id: string;
  number: string;
  party_number: string;
  date: string;
  due_date: string;
  description: string;
  notes: string;
  po_number: string;
  currency: string;
  amount: string;
  paid: string;
  lines: LedgerLine[];
}

export class Books {
  readonly #client: Client;
  readonly #port: number;

  private constructor(client: Client, port: number) {
    this.#client = client;
    this.#port = port;
  }

  static async open(port: number): Promise<Books> {
    const client = new Client({ host: '127.0.0.1', port, user: 'sql-ledger', database: 'lakeside' });
    await client.connect();
    return new Books(client, port);
  }

  close(): Promise<void> {
    return this.#client.end();
  }

  async run(statement: string, values: unknown[] = []): Promise<Record<string, string>[]> {
    return (await this.#client.query<Record<string, string>>(statement, values)).rows;
  }

  checksum(): Promise<Record<string, string>> {
    return checksum(this.#client);
  }

  /** How many rows each table that a write may touch has. */
  async counts(): Promise<Record<string, number>> {
    const tables = [
      'ar',
      'ap',
      'acc_trans',
      'payment',
      'customer',
      'vendor',
      'address',
      'contact',
      'invoice',
    ];
    const counts = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`);
    const { rows } = await this.#client.query<Record<string, number>>(`select ${counts.join(', ')}`);
    return rows[0] ?? {};
  }

  /** Every transaction with the mark in its notes, and its lines. */
  async posted(side: 'ar' | 'ap', mark: string): Promise<Posted[]> {
    const party = side === 'ar' ? 'customer' : 'vendor';
    const rows = await this.run(
      `select a.id::text, invnumber as number, ${party}number as party_number, to_char(transdate, 'YYYY-MM-DD') as date,
         to_char(duedate, 'YYYY-MM-DD') as due_date, a.description, a.notes, ponumber as po_number, a.curr as currency,
         round(amount::numeric, 2)::text as amount, round(paid::numeric, 2)::text as paid
       from ${side} a join ${party} p on p.id = a.${party}_id where a.notes like '%' || $1 || '%' order by a.id`,
      [mark],
    );
    return Promise.all(
      rows.map(async (row) => ({
        ...(row as unknown as Omit<Posted, 'lines'>),
        description: asShown(row['description'] ?? ''),
        notes: asShown(row['notes'] ?? ''),
        lines: await this.lines(row['id'] ?? ''),
      })),
    );
  }

  async lines(id: string): Promise<LedgerLine[]> {
    const rows = await this.run(
      `select chart.accno as account, round(line.amount::numeric, 2)::text as amount,
         to_char(line.transdate, 'YYYY-MM-DD') as date, project.projectnumber as building, memo, source
       from acc_trans line join chart on chart.id = line.chart_id left join project on project.id = line.project_id
       where line.trans_id = $1 order by line.amount, chart.accno`,
      [id],
    );
    return rows.map((row) => ({
      ...(row as unknown as LedgerLine),
      memo: row['memo'] ? asShown(row['memo']) : null,
      source: row['source'] ? asShown(row['source']) : null,
    }));
  }

  /** What is left of debits and credits of all transactions; each must be 0.00. */
  async unbalanced(): Promise<Record<string, string>[]> {
    return this.run(
      `select trans_id::text, sum(amount)::text as left_over from acc_trans group by trans_id having abs(sum(amount)) > 0.004`,
    );
  }

  /** Takes a lock, in a transaction of its own, that holds up everybody who adds rows to a table, until it is released. */
  async holdUp(table: string): Promise<() => Promise<void>> {
    const other = new Client({
      host: '127.0.0.1',
      port: this.#port,
      user: 'sql-ledger',
      database: 'lakeside',
    });
    await other.connect();
    await other.query(`begin; lock table ${table} in share row exclusive mode`);
    return () => other.end();
  }

  /** How many statements wait for a lock. */
  async heldUp(): Promise<number> {
    const [row] = await this.run(`select count(*)::text as waiting from pg_locks where not granted`);
    return Number(row?.['waiting']);
  }

  /** Closes the books up to a day, written 20261031; an empty one opens them. */
  async closeUpTo(day: string): Promise<void> {
    await this.run(`delete from defaults where fldname = 'closedto'`);
    if (day !== '') await this.run(`insert into defaults(fldname, fldvalue) values ('closedto', $1)`, [day]);
  }
}
