import { setTimeout as sleep } from 'node:timers/promises';
import { Books } from '../real/sql-ledger/books.ts';
import { passwordOf, startSqlLedger } from '../real/sql-ledger/start.ts';
import type { Login } from '../real/sql-ledger/start.ts';
import { TcpCut } from '../support/tcp-cut.ts';
import type { Desk, Desks, Wish } from './desk.ts';

type Ask = Books['run'];

/** The clerks, and customers whose invoices they take payments on: each his own, so that neither gets in the other's way. */
const clerks: { login: Login; customer: string }[] = [
  { login: 'clerk', customer: 'T-1013' },
  { login: 'clerk2', customer: 'T-1003' },
];

/** One SQL-Ledger, with its two clerks. */
export async function openLedgerDesks(): Promise<Desks> {
  const ledger = await startSqlLedger();
  const books = await Books.open(ledger.pgPort);
  // One question at a time, as its connection wants it.
  let last: Promise<unknown> = Promise.resolve();
  const ask: Ask = (statement, values) => {
    const answer = last.then(() => books.run(statement, values));
    last = answer.catch(() => undefined);
    return answer;
  };
  const desks = await Promise.all(
    clerks.map(async ({ login, customer }): Promise<Desk> => {
      const wishes = wishesOf(ask, customer);
      return {
        app: 'sql-ledger',
        name: `ledger-${login}`,
        username: login,
        password: passwordOf(login),
        line: await TcpCut.before(ledger.url),
        flows: Object.keys(wishes),
        wish: (flow, token) => wishes[flow]!(token),
        async quiet() {
          while ((await working(ask)) > 0) await sleep(100);
        },
      };
    }),
  );
  return {
    desks,
    async [Symbol.asyncDispose]() {
      await Promise.all(desks.map(({ line }) => line.close()));
      await books.close();
      await ledger.stop();
    },
  };
}

/** Every script of the application has a connection to the database as long as it runs. */
async function working(ask: Ask): Promise<number> {
  const [row] = await ask(
    `select count(*)::text as scripts from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  return Number(row?.['scripts']);
}

type Wishes = Record<string, (token: string) => Promise<Wish>>;

function wishesOf(ask: Ask, customer: string): Wishes {
  return {
    async post_receivable(token) {
      const args = {
        customer,
        amount: someAmount(),
        description: `Lockout ${token}`,
        income_account: '4320',
        building: 'B-03',
        date: '2026-10-05',
      };
      const records = () =>
        ask(
          `select a.id::text, invnumber as number, customernumber as customer_number, a.description,
             to_char(transdate, 'YYYY-MM-DD') as date, round(amount::numeric, 2)::text as amount
           from ar a join customer on customer.id = customer_id where a.description = $1`,
          [args.description],
        );
      return { tool: 'sql_ledger_post_receivable', args, records };
    },

    async record_payment(token) {
      const [invoice] = await ask(
        `select invnumber from ar join customer on customer.id = customer_id
         where customernumber = $1 and ar.curr = 'USD' and amount - paid > 200 order by ar.id limit 1`,
        [customer],
      );
      const args = {
        customer,
        amount: `0.${String(1 + Math.floor(Math.random() * 98)).padStart(2, '0')}`,
        invoices: [invoice?.['invnumber'] ?? ''],
        date: '2026-10-12',
        bank_account: '1065',
        source: token,
      };
      const records = () =>
        ask(
          `select customernumber as customer_number, source, to_char(line.transdate, 'YYYY-MM-DD') as date,
             round(-line.amount::numeric, 2)::text as amount
           from acc_trans line join chart on chart.id = line.chart_id join ar on ar.id = line.trans_id
           join customer on customer.id = ar.customer_id where accno = '1065' and source = $1`,
          [token],
        );
      return { tool: 'sql_ledger_record_payment', args, records };
    },

    async add_customer(token) {
      const args = { name: `Tenant ${token}`, city: 'Madison', email: `${token}@tenant.test` };
      const records = () =>
        ask('select id::text, customernumber as customer_number, name, email from customer where name = $1', [
          args.name,
        ]);
      return { tool: 'sql_ledger_add_customer', args, records };
    },

    async post_vendor_invoice(token) {
      const args = {
        vendor: 'V-101',
        invoice_number: `R ${token}`,
        amount: someAmount(),
        description: 'Boiler repair',
        expense_account: 'Repair & Maintenance',
        building: 'B-02',
        date: '2026-09-30',
      };
      const records = () =>
        ask(
          `select a.id::text, invnumber as number, vendornumber as vendor_number, a.description,
             to_char(transdate, 'YYYY-MM-DD') as date, round(amount::numeric, 2)::text as amount
           from ap a join vendor on vendor.id = vendor_id where invnumber = $1`,
          [args.invoice_number],
        );
      return { tool: 'sql_ledger_post_vendor_invoice', args, records };
    },
  };
}

const someAmount = () => (1 + Math.random() * 900).toFixed(2);
