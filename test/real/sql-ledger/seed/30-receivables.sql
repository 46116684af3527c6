-- About 4,000 invoices of a year: rent on the first, fees and recharges in between, credit notes. Whether and when a
-- tenant pays follows a habit (0 … 99): on time, late, in halves, behind since the summer, silent since the start.
create temp table bill(k serial primary key, id int, n int, dated date, terms int, what text, net numeric, account text);

insert into bill(n, dated, terms, what, net, account)
  select n, first::date, case when company then 30 else 5 end, 'Rent ' || to_char(first, 'Mon YYYY'),
    case curr when 'EUR' then round(rent, -2) else rent end, '4020'
  from generate_series('2025-11-01', '2026-10-01', interval '1 month') first, tenant
  where name <> 'Never, Billed' and first >= since and first <= coalesce(until, first) order by first, n;
insert into bill(n, dated, terms, what, net, account)
  select n, day, 14, pg_temp.draw(array['Late fee', 'Key replacement', 'Parking stall', 'Drain clearing', 'Lockout, hours < 8',
    'Repair & paint', 'Türschloss', 'Clé perdue'], i, 'what'), 25 + pg_temp.roll(i, 'net', 40000) / 100.0, '4320'
  from (select i, 28 + pg_temp.roll(i, 'who', 273) n, '2025-11-02'::date + pg_temp.roll(i, 'day', 360) as day
    from generate_series(1, 620) i) charge join tenant using (n)
  where day >= since and day <= coalesce(until, day) order by i;
insert into bill(n, dated, terms, what, net, account)
  select n, day, 0, 'Credit: ' || pg_temp.draw(array['rent abatement', 'overcharged fee', 'goodwill'], i, 'credit'),
    -(20 + pg_temp.roll(i, 'credit net', 30000) / 100.0), '4020'
  from (select i, 1 + pg_temp.roll(i, 'credit who', 300) n, '2025-11-10'::date + pg_temp.roll(i, 'credit day', 350) as day
    from generate_series(1, 60) i) credit join tenant using (n)
  where curr = 'USD' and name <> 'Never, Billed' and day >= since and day <= coalesce(until, day) order by i;
update bill set id = nextval('id');

-- What was paid, and when; nothing is paid after the last day of the books.
create temp table payment_in(k int, dated date, amount numeric);
insert into payment_in
  select k, dated + delay, part
  from bill join tenant using (n), lateral (
    select pg_temp.roll(k, 'delay', 9) delay, net part where habit < 68
    union all select 12 + pg_temp.roll(k, 'delay', 33), net where habit between 68 and 79
    union all select 4, round(net / 2, 2) where habit between 80 and 87
    union all select 34, net - round(net / 2, 2) where habit between 80 and 87 and dated < '2026-08-15'
    union all select 6, net where habit between 88 and 94 and dated < '2026-07-01'
    union all select 15, net where habit > 94 and dated < '2025-12-15'
  ) paid
  where dated + delay <= '2026-10-31' and not (net < 0 and k % 3 = 0);
-- A few pay too much.
update payment_in set amount = amount + 50 from bill join tenant using (n)
  where bill.k = payment_in.k and curr = 'USD' and net > 0 and pg_temp.roll(bill.k, 'too much', 300) = 0;

create temp table receivable as
  select k, bill.id, n, bill.dated, terms, what, account, net, rate,
    net * rate as amount, coalesce(sum(payment_in.amount), 0) * rate as paid, max(payment_in.dated) as datepaid
  from bill join tenant using (n) left join payment_in using (k),
    lateral (select case curr when 'EUR' then 1.25 else 1 end rate) currency
  group by k, rate order by k;

insert into ar(id, invnumber, transdate, duedate, terms, customer_id, description, amount, netamount, paid, datepaid, curr,
    exchangerate, taxincluded, invoice, approved, notes, ponumber, employee_id, department_id, bank_id, paymentmethod_id)
  select r.id, case when net < 0 then 'CN-' || (5000 + k) else 'INV-' || (20000 + k) end, dated, dated + r.terms, r.terms,
    tenant.id, what, amount, amount, paid, datepaid, curr, rate, 'f', 'f', 't', '', '',
    (select id from employee where login = 'clerk'),
    pg_temp.department(case when not company then 'Residential' when n % 2 = 0 then 'Commercial' else 'Commercial Leasing' end),
    pg_temp.account('1060'), (select id from paymentmethod order by rn offset k % 3 limit 1)
  from receivable r join tenant using (n);
insert into dpt_trans(trans_id, department_id) select id, department_id from ar;

-- The ledger's lines as the application posts them: income (for the building), the receivable, and per payment the
-- receivable and the bank. Of a foreign amount the difference to the ledger's own currency is a line of its own.
create function pg_temp.post(trans int, accno text, value numeric, day date, building int, memo text, fx bool) returns void
  language sql as $$
  insert into acc_trans(trans_id, chart_id, amount, transdate, project_id, memo, fx_transaction, source)
    select trans, pg_temp.account(accno), value, day,
      (select id from project where projectnumber = 'B-' || to_char(building, 'FM00')), memo, fx, ''
    where value <> 0 $$;
select count(pg_temp.post(r.id, account, net, dated, building, what, 'f')), count(pg_temp.post(r.id, account, amount - net, dated,
    building, what, 't')), count(pg_temp.post(r.id, '1200', -amount, dated, null, null, 'f'))
  from receivable r join tenant using (n);
select count(pg_temp.post(r.id, '1200', p.amount * rate, p.dated, null, null, 'f')),
    count(pg_temp.post(r.id, '1060', -p.amount, p.dated, null, null, 'f')),
    count(pg_temp.post(r.id, '1060', -p.amount * (rate - 1), p.dated, null, null, 't'))
  from receivable r join payment_in p using (k);
insert into payment(id, trans_id, exchangerate, paymentmethod_id)
  select row_number() over (partition by k order by p.dated), r.id, rate, (select id from paymentmethod order by rn limit 1)
  from receivable r join payment_in p using (k);
