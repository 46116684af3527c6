/**
 * What the flows ought to answer, asked of the database itself: by its tables and none of the flows' code, nor the
 * application's. Rows come sorted by number.
 */
import { Client } from 'pg';
import { asShown } from './as-shown.ts';
import { checksum } from './checksum.ts';

interface Days {
  from?: string;
  to?: string;
}

export interface ItemFilter extends Days {
  party?: string;
  building?: string;
}

export interface ItemRow {
  id: string;
  number: string;
  date: string;
  due_date: string;
  description: string;
  currency: string;
  amount: string;
  paid: string;
  due: string;
  paid_on: string | null;
  party_number: string;
  party: string;
}

type Side = 'ar' | 'ap';

export class LedgerDatabase {
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  static async connect(port: number): Promise<LedgerDatabase> {
    const client = new Client({ host: '127.0.0.1', port, user: 'sql-ledger', database: 'lakeside' });
    await client.connect();
    return new LedgerDatabase(client);
  }

  close(): Promise<void> {
    return this.#client.end();
  }

  /** Of everything in the database, by table and sequence. */
  checksum(): Promise<Record<string, string>> {
    return checksum(this.#client);
  }

  /** Every invoice (ar) or bill (ap); what was paid is what went to the bank, until the last day if there is one. */
  async items(side: Side, { party, building, from, to }: ItemFilter): Promise<ItemRow[]> {
    const [table, sign] = side === 'ar' ? ['customer', -1] : ['vendor', 1];
    const { rows } = await this.#client.query<ItemRow>(
      `with item as (
        select a.*, coalesce((
          select sum(line.amount) * ${sign} from acc_trans line join chart on chart.id = line.chart_id
          where line.trans_id = a.id and chart.accno = '1060' and line.transdate <= coalesce($4::date, 'infinity')
        ), 0) as bank
        from ${side} a
        where a.transdate between coalesce($3::date, '-infinity') and coalesce($4::date, 'infinity')
          and ($2::text is null or exists (
            select 1 from acc_trans line join project on project.id = line.project_id
            where line.trans_id = a.id and project.projectnumber = $2))
      )
      select item.id::text as id, invnumber as number, ${iso('transdate')} as date, ${iso('duedate')} as due_date, description, item.curr as currency,
        ${money('amount / exchangerate')} as amount, ${money('bank / exchangerate')} as paid,
        ${money('(amount - bank) / exchangerate')} as due, ${iso('datepaid')} as paid_on,
        party.${table}number as party_number, party.name as party
      from item join ${table} party on party.id = item.${table}_id
      where $1::text is null or party.${table}number = $1`,
      [party ?? null, building ?? null, from ?? null, to ?? null],
    );
    return rows
      .map((row) => ({ ...row, party: asShown(row.party), description: asShown(row.description) }))
      .toSorted((a, b) => (a.number < b.number ? -1 : 1));
  }

  async openItems(side: Side, filter: ItemFilter): Promise<ItemRow[]> {
    return (await this.items(side, filter)).filter(({ amount, paid }) => amount !== paid);
  }

  async customers(): Promise<
    { customer_number: string; name: string; since: string; until: string | null }[]
  > {
    const { rows } = await this.#client.query<{
      customer_number: string;
      name: string;
      since: string;
      until: string | null;
    }>(
      `select customernumber as customer_number, name, ${iso('startdate')} as since, ${iso('enddate')} as until
       from customer order by customernumber`,
    );
    return rows.map((row) => ({ ...row, name: asShown(row.name) }));
  }

  /** Buckets by age on a day; a bucket's name is the youngest age in it, in days. */
  async ageing(asOf: string, by: 'transdate' | 'duedate'): Promise<AgedRow[]> {
    const bucket = (from: number, to: number) =>
      money(
        `coalesce(sum((amount - paid) / rate) filter (where $1::date - ${by} between ${from} and ${to}), 0)`,
      );
    const { rows } = await this.#client.query<AgedRow>(
      `select customernumber as customer_number, name as customer, ar.curr as currency, ${bucket(0, 30)} as days_0_30,
        ${bucket(31, 60)} as days_31_60, ${bucket(61, 90)} as days_61_90, ${bucket(91, 100_000)} as days_over_90,
        ${bucket(0, 100_000)} as total
       from ar join customer on customer.id = ar.customer_id,
         lateral (select coalesce(ar.exchangerate, 1) rate) at_rate
       where amount <> paid and ${by} <= $1::date
       group by customernumber, name, ar.curr order by customernumber, ar.curr`,
      [asOf],
    );
    return rows.map((row) => ({ ...row, customer: asShown(row.customer) }));
  }
}

export interface AgedRow {
  customer_number: string;
  customer: string;
  currency: string;
  days_0_30: string;
  days_31_60: string;
  days_61_90: string;
  days_over_90: string;
  total: string;
}

const iso = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;

const money = (expression: string) => `round((${expression})::numeric, 2)::text`;
