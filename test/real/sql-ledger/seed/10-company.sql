-- Lakeside Property Management: its people, buildings, departments and currencies.
-- Deterministic: "random" means roll(). The books cover 2025-11-01 to 2026-10-31, whatever the clock says.
set client_min_messages = warning;

-- 0 … sides-1, the same for the same n and use each time
create function pg_temp.roll(n bigint, use text, sides int) returns int language sql immutable as $$
  select (('x' || substr(md5(n || '/' || use), 1, 8))::bit(32)::bigint % sides)::int $$;
create function pg_temp.draw(names text[], n bigint, use text) returns text language sql immutable as $$
  select names[1 + pg_temp.roll(n, use, cardinality(names))] $$;
create function pg_temp.account(number text) returns int language sql stable as $$
  select id from chart where accno = number $$;
create function pg_temp.department(name text) returns int language sql stable as $$
  select id from department where description = name $$;

insert into defaults(fldname, fldvalue) values
  ('address', E'2200 Lakeshore Drive\nMadison WI 53703'), ('tel', '608-555-0100'),
  ('customernumber', 'T-1300'), ('vendornumber', 'V-145'), ('sinumber', 'INV-30000'), ('vinumber', 'BILL-9000');

update chart set description = 'Rental Income' where accno = '4020';
update chart set description = 'Fees and Recharges' where accno = '4320';

-- What a login may not do (acs). The viewer can open every report and add nothing.
insert into employee(login, name, employeenumber, sales, acs) values
  ('clerk', 'Casey Clerk', 'E-1', 't', ''), ('clerk2', 'Robin Clerk', 'E-2', 't', ''), ('short', 'Sam Short', 'E-3', 't', ''),
  ('viewer', 'Val Viewer', 'E-4', 'f',
   'AR--Add Transaction;AR--Sales Invoice;AR--Credit Note;AR--Credit Invoice;Customers--Add Customer;'
   'AP--Add Transaction;AP--Vendor Invoice;AP--Debit Note;AP--Debit Invoice;Vendors--Add Vendor;System');

-- The application's department filter matches by prefix, so "Commercial" also finds "Commercial Leasing".
insert into department(description, role) values
  ('Residential', 'P'), ('Commercial', 'P'), ('Commercial Leasing', 'P'), ('Maintenance', 'C');
insert into business(description, discount) values ('Residential tenant', 0), ('Commercial tenant', 0);
insert into paymentmethod(description, fee, rn) values ('Check', 0, 1), ('ACH', 0, 2), ('Cash', 0, 3);

insert into project(projectnumber, description, startdate)
  select 'B-' || to_char(b, 'FM00'), name, '2020-01-01'
  from unnest(array['Lakeside Towers', 'Maple Court', 'Harbor View', 'Cedar Grove', 'Sunset Terrace', 'Riverbend Lofts',
    'Oak Street Plaza', 'Hillcrest Manor', 'Birchwood Flats', 'Union Square', 'Prairie Commons', 'Garden Row'])
    with ordinality buildings(name, b);

-- The application looks a foreign amount's rate up by the invoice's date.
insert into exchangerate(curr, transdate, exchangerate)
  select 'EUR', first::date, 1.25 from generate_series('2025-11-01', '2026-10-01', interval '1 month') first;
