-- 45 contractors, V-101 to V-145, and about 600 bills of theirs: paid, part paid, open, and a few debit notes.
create temp table contractor(n int primary key, id int default nextval('id'), name text);
insert into contractor(n, name)
  select n, name from unnest(array['Müller Sanitär GmbH', 'Ștefan & Fii Electric', 'O''Malley''s "Quick" Locks', 'Œuvre Plâtre',
    '山田電気']) with ordinality special(name, n);
insert into contractor(n, name)
  select n, pg_temp.draw(array['Badger', 'Capitol', 'Lakeland', 'Dane County', 'Four Seasons', 'Reliable', 'Midwest', 'Superior',
    'Northside', 'Isthmus'], n, 'firm') || ' ' || pg_temp.draw(array['Plumbing', 'Electric', 'HVAC', 'Roofing'], n, 'trade')
    || ' No. ' || n
  from generate_series(6, 45) n;

insert into vendor(id, name, contact, phone, email, terms, vendornumber, employee_id, curr, startdate, arap_accno_id,
    payment_accno_id)
  select id, name, 'Dispatch', '608-555-' || (2000 + n), 'dispatch' || n || '@contractor.test', 30, 'V-' || (100 + n),
    (select id from employee where login = 'clerk'), 'USD', '2019-01-01', pg_temp.account('2100'), pg_temp.account('1060')
  from contractor order by n;
insert into address(trans_id, address1, city, state, zipcode, country)
  select id, (n * 11) || ' Industrial Pkwy', 'Madison', 'WI', '53718', 'USA' from contractor order by n;
insert into contact(trans_id, firstname, lastname, typeofcontact)
  select id, 'Dispatch', 'Desk', 'company' from contractor order by n;

create temp table payable(k serial primary key, id int, n int, building int, dated date, what text, amount numeric, fate int);
insert into payable(n, building, dated, what, amount, fate)
  select 1 + pg_temp.roll(k, 'contractor', 44), 1 + pg_temp.roll(k, 'building', 12), '2025-11-01'::date + pg_temp.roll(k, 'bill day', 364),
    pg_temp.draw(array['Plumbing repair', 'Electrical repair', 'Boiler service', 'Roof repair', 'Snow removal', 'Façade'], k, 'job'),
    case when k % 40 = 0 then -1 else 1 end * (90 + pg_temp.roll(k, 'bill', 150000) / 100.0), pg_temp.roll(k, 'fate', 100)
  from generate_series(1, 600) k order by 3, k;
update payable set id = nextval('id');

create temp table payment_out as
  select k, dated + 20 as dated, case when fate < 70 then amount else round(amount / 2, 2) end as amount
  from payable where fate < 80 and dated + 20 <= '2026-10-31';

insert into ap(id, invnumber, transdate, duedate, terms, vendor_id, description, amount, netamount, paid, datepaid, curr,
    exchangerate, taxincluded, invoice, approved, notes, ponumber, employee_id, department_id, bank_id)
  select p.id, case when p.amount < 0 then 'DN-' else 'BILL-' end || (7000 + k), p.dated, p.dated + 30, 30, contractor.id,
    what || ' B-' || to_char(building, 'FM00'), p.amount, p.amount, coalesce(o.amount, 0), o.dated, 'USD', 1, 'f', 'f', 't', '',
    '', (select id from employee where login = 'clerk'), pg_temp.department('Maintenance'), pg_temp.account('1060')
  from payable p join contractor using (n) left join payment_out o using (k);
insert into dpt_trans(trans_id, department_id) select id, department_id from ap;

select count(pg_temp.post(id, '5010', -amount, dated, building, what, 'f')), count(pg_temp.post(id, '2100', amount, dated, null,
    null, 'f')) from payable;
select count(pg_temp.post(p.id, '2100', -o.amount, o.dated, null, null, 'f')), count(pg_temp.post(p.id, '1060', o.amount, o.dated,
    null, null, 'f')) from payable p join payment_out o using (k);
insert into payment(id, trans_id, exchangerate, paymentmethod_id)
  select 1, p.id, 1, (select id from paymentmethod order by rn limit 1) from payable p join payment_out using (k);
