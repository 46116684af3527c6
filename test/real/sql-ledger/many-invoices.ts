import { Client } from 'pg';

/** As the application posts them: the invoice, its income and its receivable. */
const posting = `
  with tenant as (select id, row_number() over (order by id) n, count(*) over () all_of from customer where curr = 'USD'),
  entry as (
    select nextval('id') id, i, tenant.id customer_id, date '2026-01-01' + (i % 300) as day, 10 + i % 977 + (i % 100) / 100.0 as amount
    from generate_series(1, $1::int) i join tenant on tenant.n = 1 + i % tenant.all_of),
  posted as (
    insert into ar(id, invnumber, transdate, duedate, terms, customer_id, description, amount, netamount, paid, curr,
      exchangerate, taxincluded, invoice, approved, notes, ponumber)
    select id, 'M-' || i, day, day + 30, 30, customer_id, 'Rent "' || i || '", <Łódź> & co', amount, amount, 0, 'USD', 1,
      'f', 'f', 't', '', '' from entry returning id)
  insert into acc_trans(trans_id, chart_id, amount, transdate, memo, fx_transaction, source)
  select entry.id, chart.id, entry.amount * sign, day, '', 'f', ''
  from entry join posted using (id), (values ('4020', 1), ('1200', -1)) line(accno, sign) join chart using (accno)`;

/** Puts open invoices by the thousand into the books, on 300 days of 2026. */
export async function seedInvoices(pgPort: number, count: number): Promise<void> {
  const client = new Client({ host: '127.0.0.1', port: pgPort, user: 'sql-ledger', database: 'lakeside' });
  await client.connect();
  try {
    await client.query(posting, [count]);
    await client.query('analyze');
  } finally {
    await client.end();
  }
}
