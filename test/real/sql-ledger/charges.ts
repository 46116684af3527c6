import type { Books } from './books.ts';

/** One row of a spreadsheet of charges: what `post_receivable` wants, by the names of its fields. */
export interface Charge {
  customer: string;
  amount: string;
  description: string;
  income_account: string;
  date: string;
}

/** A tenant who can be charged, by the application's own key and by number. */
export interface Tenant {
  id: string;
  number: string;
}

/** Tenants with nothing odd about them. */
export async function tenantsOf(books: Books): Promise<Tenant[]> {
  const rows = await books.run(
    `select id::text, customernumber as number from customer
     where curr = 'USD' and enddate is null and name ~ '^[A-Za-z ,.]+$' order by customernumber`,
  );
  return rows as unknown as Tenant[];
}

/** Charges that differ, the description of each begins with `title` and a space. */
export function charges(tenants: Tenant[], title: string, count: number): Charge[] {
  return Array.from({ length: count }, (_, index) => ({
    customer: tenants[index % tenants.length]!.number,
    amount: `${20 + (index % 80)}.${String(index % 100).padStart(2, '0')}`,
    description: `${title} ${index + 1}`,
    income_account: '4320',
    date: '2026-10-05',
  }));
}

export function toCsv(rows: Charge[]): string {
  const headings = Object.keys(rows[0]!) as (keyof Charge)[];
  return `${[headings.join(','), ...rows.map((row) => headings.map((name) => row[name]).join(','))].join('\n')}\n`;
}

/** How many of the charges with a title are in the books. */
export async function postedSoFar(books: Books, title: string): Promise<number> {
  const [row] = await books.run(`select count(*)::int as count from ar where description like $1`, [
    `${title} %`,
  ]);
  return Number(row?.['count']);
}

export interface Count {
  /** Records in the books. */
  records: number;
  /** Descriptions of charges that are not there, or whose customer, amount or ledger lines are not those of the row. */
  missing: string[];
  /** There more than once. */
  double: string[];
  /** There, and in no row. */
  strange: string[];
}

/** What PostgreSQL has of charges with a title, beside what was to be entered. */
export async function countPosted(books: Books, title: string, wanted: Charge[]): Promise<Count> {
  const rows = await books.run(
    `select a.description, c.customernumber as customer, round(a.amount::numeric, 2)::text as amount,
       to_char(a.transdate, 'YYYY-MM-DD') as date,
       (select string_agg(chart.accno || ' ' || round(line.amount::numeric, 2), ', ' order by chart.accno)
        from acc_trans line join chart on chart.id = line.chart_id where line.trans_id = a.id) as lines
     from ar a join customer c on c.id = a.customer_id where a.description like $1`,
    [`${title} %`],
  );
  const times = new Map<string, number>();
  for (const row of rows) times.set(row['description']!, (times.get(row['description']!) ?? 0) + 1);
  const there = new Set(rows.map((row) => JSON.stringify(row)));
  return {
    records: rows.length,
    missing: wanted.filter((charge) => !there.has(inBooks(charge))).map(({ description }) => description),
    double: [...times].filter(([, count]) => count > 1).map(([description]) => description),
    strange: [...times.keys()].filter((text) => !wanted.some(({ description }) => description === text)),
  };
}

/** Debit is negative, as the application keeps it. */
const inBooks = ({ description, customer, amount, date, income_account: account }: Charge) =>
  JSON.stringify({ description, customer, amount, date, lines: `1200 -${amount}, ${account} ${amount}` });
