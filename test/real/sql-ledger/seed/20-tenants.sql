-- 300 tenants, T-1001 to T-1300, 25 in each building. The first ones carry the names that break programs: letters of
-- Latin-1 and beyond it, apostrophes, quotes, "&" and "<", a name two tenants share, one who never was billed, and two
-- that somebody typed into the application's own form.
create temp table tenant(n int primary key, id int, name text, company boolean,
  typed boolean default false, curr char(3) default 'USD');

insert into tenant(n, name, company, typed, curr)
  select n, split_part(entry, '|', 1), entry like '%|company%', entry like '%|typed', case when entry like '%EUR' then 'EUR' else 'USD' end
  from unnest(array[
    'Müller, Jürgen', 'Lefèvre, Béatrice', 'O''Brien, Siobhán', 'O''Brien & Sons|company', 'Wójcik, Łukasz',
    'Nguyễn, Thị Hoa', 'Παπαδοπούλου, Ελένη', '北村, 美咲', 'The "Blue" Door Café|company', 'Fish & Chips Ltd|company',
    'Loss < Gain Partners|company', 'Zürcher Immobilien AG|company EUR', 'Smith, John', 'Smith, John', 'Smith-Jones, Ann',
    'Müller-Nguyễn, Zoë', 'Ångström, Åsa', 'MÜLLER, HEIDI', 'D''Angelo--Rossi, Pia', '100% Organic_Foods|company',
    'Società dell''Acqua|company EUR', 'Čapek, Karel', 'Muller, Jorgen', 'Never, Billed', '<Harbor> Bait & Tackle|company',
    'Grünwald, Jürgen|typed', 'Łąka, Zbyszek|typed'
  ]) with ordinality special(entry, n);

insert into tenant(n, name, company)
  select n,
    pg_temp.draw(array['Johnson', 'Williams', 'Brown', 'Jones', 'Garcia', 'Miller', 'Davis', 'Rodríguez', 'Martínez',
      'Hernández', 'Lopez', 'González', 'Wilson', 'Anderson', 'Thomas', 'Taylor', 'Moore', 'Jackson', 'Lee', 'Pérez',
      'Thompson', 'White', 'Harris', 'Kowalski', 'Patel', 'Schröder', 'Nowak', 'Okafor', 'Dubois', 'Sørensen'], n, 'last')
    || ', ' ||
    pg_temp.draw(array['James', 'Mary', 'Robert', 'Patricia', 'John', 'Jennifer', 'Michael', 'Linda', 'David', 'Elizabeth',
      'William', 'Barbara', 'Richard', 'Susan', 'Joseph', 'Jessica', 'Carlos', 'Karen', 'Wei', 'Sarah', 'Ahmed', 'Nancy',
      'Priya', 'Lisa', 'Olga', 'Anthony', 'Sandra', 'Mark', 'Ashley', 'Chloé'], n, 'first')
    || ' ' || chr(65 + n % 26) || '.', false
  from generate_series(28, 300) n;

-- Whoever was typed into a form is stored as UTF-8 read as Latin-1, and comes out right for that very reason.
update tenant set name = convert_from(convert_to(name, 'UTF8'), 'LATIN1') where typed;

alter table tenant add building int, add rent numeric, add habit int, add since date, add until date;
update tenant set
  id = nextval('id'),
  building = 1 + (n - 1) % 12,
  rent = 850 + 25 * pg_temp.roll(n, 'rent', 60) + case when company then 1500 else 0 end,
  habit = case when n <= 27 then 80 + n % 20 else pg_temp.roll(n, 'habit', 100) end,
  since = case when n > 27 and pg_temp.roll(n, 'since', 8) = 0 then '2026-02-01'::date else '2024-05-01' end,
  until = case when n > 27 and pg_temp.roll(n, 'until', 12) = 0 then '2026-07-31'::date end;

insert into customer(id, name, contact, phone, email, notes, terms, customernumber, business_id, creditlimit, employee_id,
    curr, startdate, enddate, arap_accno_id, payment_accno_id)
  select id, name, name, '608-555-' || (1000 + n), 'tenant' || n || '@tenant.test', 'Unit ' || (100 + n),
    case when company then 30 else 5 end, 'T-' || (1000 + n), (select id from business where description =
    case when company then 'Commercial tenant' else 'Residential tenant' end), rent * 2,
    (select id from employee where login = 'clerk'), curr, since, until, pg_temp.account('1200'), pg_temp.account('1060')
  from tenant order by n;
insert into address(trans_id, address1, address2, city, state, zipcode, country)
  select id, (100 + building * 37) || ' Lakeshore Dr', 'Unit ' || (100 + n), 'Madison', 'WI', '537' || to_char(building, 'FM00'),
    'USA' from tenant order by n;
-- A tenant may have two contacts; the application's customer list then shows a second line for the same tenant.
insert into contact(trans_id, firstname, lastname, typeofcontact)
  select id, split_part(name, ', ', 2), split_part(name, ', ', 1), 'person' from tenant order by n;
insert into contact(trans_id, firstname, lastname, typeofcontact)
  select id, 'Second', 'Contact', 'person' from tenant where name = 'Never, Billed';
