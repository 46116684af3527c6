import { daysBefore, weekday } from './days.ts';
import { Random } from '../../random.ts';
import { jobs, menu, names } from './menu.ts';
import { seedKitchen } from './kitchen.ts';
import { seedInvoices, seedUnpaidOrders } from './seed-bills.ts';
import { seedCash } from './seed-cash.ts';
import { seedSelections } from './seed-selections.ts';
import { seedStaff } from './seed-staff.ts';
import type { ItemDay, Records, Restaurant, SalesDay, TimeEntry } from './records.ts';

/** So many business dates have sales, the last of them yesterday. */
const historyDays = 25;
const places = [
  ['Copper Kettle - Downtown', 'America/New_York'],
  ['Copper Kettle - Harborview', 'America/New_York'],
  ['Copper Kettle - Airport', 'America/Denver'],
] as const;

/** Three restaurants with 25 days of business behind them. The same for the same seed and day. */
export function seedRecords(seed: number, today: string): Records {
  const draw = new Random(seed);
  const records: Records = {
    restaurants: places.map(([name, zone]) => ({ guid: guidOf(draw), name, zone })),
    items: [],
    unpublished: [],
    publishes: [],
    itemDays: [],
    selections: [],
    salesDays: [],
    timeEntries: [],
    kitchenTickets: [],
    deposits: [],
    guests: [],
    unpaidOrders: [],
    invoices: [],
    cashEntries: [],
    jobTitles: [],
    employees: [],
  };
  const dates = Array.from({ length: historyDays }, (_, n) => daysBefore(today, historyDays - n));
  for (const [at, restaurant] of records.restaurants.entries()) {
    addMenu(records, restaurant, draw, at * 50);
    addGuests(records, restaurant, draw);
    for (const [n, date] of dates.entries()) {
      const itemDays = soldOn(restaurant, date, draw, records);
      const sales = salesOf(restaurant, date, itemDays, draw);
      records.itemDays.push(...itemDays);
      records.salesDays.push(sales);
      records.timeEntries.push(...shiftsOn(restaurant, date, draw, at));
      const gross = sales.payments
        .filter(({ type }) => type !== 'Cash')
        .reduce((sum, one) => sum + one.amount + one.tips, 0);
      const fees = Math.round(gross * 0.0249);
      const number = String(700100 + at * 1000 + n);
      records.deposits.push({ restaurant: restaurant.guid, number, date, gross, fees, net: gross - fees });
    }
  }
  for (const [n, entry] of records.timeEntries.entries()) entry.number = String(880_001 + n);
  records.kitchenTickets = seedKitchen(seed + 1, records, dates);
  records.unpaidOrders = seedUnpaidOrders(seed + 2, records);
  records.invoices = seedInvoices(seed + 3, records, today);
  records.selections = seedSelections(seed + 5, records);
  records.cashEntries = seedCash(seed + 6, records);
  return { ...records, ...seedStaff(seed + 4, records.restaurants) };
}

function addMenu(records: Records, { guid: restaurant }: Restaurant, draw: Random, dearer: number): void {
  for (const [name, group, category, cents] of menu) {
    const price = cents + dearer;
    const lastEdited = '10/02/2026 9:14:20 AM by Dana Ruiz';
    records.items.push({
      guid: guidOf(draw),
      restaurant,
      name,
      group,
      category,
      published: price,
      price,
      lastEdited,
      inStock: true,
      stockChanged: lastEdited,
    });
  }
}

function addGuests(records: Records, { guid: restaurant }: Restaurant, draw: Random): void {
  for (let n = 0; n < 24; n++) {
    const [, first] = draw.pick(names);
    const [last] = draw.pick(names);
    const id = String(draw.between(100_000, 999_999));
    const email = `${first}.${last}`
      .normalize('NFD')
      .replace(/[^A-Za-z.]/g, '')
      .toLowerCase();
    const visits = draw.between(1, 31);
    records.guests.push({
      restaurant,
      id,
      first,
      last,
      email: `${email}${n}@mail.example`,
      phone: `(555) 01${draw.between(0, 9)}-${draw.between(1000, 9999)}`,
      visits,
      gross: visits * draw.between(1_200, 6_400),
    });
  }
}

function soldOn({ guid: restaurant }: Restaurant, date: string, draw: Random, { items }: Records): ItemDay[] {
  const busy = [5, 6].includes(weekday(date)) ? 2 : 1;
  return items
    .filter((item) => item.restaurant === restaurant)
    .map(({ name, group, category, published }) => {
      const quantity = draw.between(3, 22) * busy;
      const gross = quantity * published;
      return {
        restaurant,
        date,
        item: name,
        group,
        category,
        quantity,
        gross,
        discount: draw.chance(0.3) ? Math.round(gross * 0.1) : 0,
        voided: draw.chance(0.1) ? published : 0,
      };
    });
}

/** Each sum of the day, split so that the parts add up to it. */
function salesOf({ guid: restaurant }: Restaurant, date: string, sold: ItemDay[], draw: Random): SalesDay {
  const total = (pick: (day: ItemDay) => number) => sold.reduce((sum, one) => sum + pick(one), 0);
  const gross = total((one) => one.gross);
  const discount = total((one) => one.discount);
  const tax = Math.round((gross - discount) * 0.0825);
  const orders = draw.between(60, 140);
  const inThree = (amount: number): [number, number, number] => {
    const [first, second] = [Math.round(amount * 0.68), Math.round(amount * 0.21)];
    return [first, second, amount - first - second];
  };
  const [grosses, discounts, taxes, counts] = [
    inThree(gross),
    inThree(discount),
    inThree(tax),
    inThree(orders),
  ];
  const paid = inThree(gross - discount + tax);
  const payments = ['Credit', 'Cash', 'Gift Card'].map((type, n) => ({
    type,
    count: counts[n]!,
    amount: paid[n]!,
    tips: type === 'Cash' ? 0 : Math.round(paid[n]! * 0.17),
  }));
  const dining = ['Dine In', 'Take Out', 'Delivery'].map((name, n) => ({
    name,
    orders: counts[n]!,
    gross: grosses[n]!,
    discount: discounts[n]!,
    tax: taxes[n]!,
  }));
  const unpaidOrders = draw.chance(0.2) ? draw.between(1, 3) : 0;
  return { restaurant, date, payments, dining, unpaidOrders, unpaidAmount: unpaidOrders * 2_340 };
}

function shiftsOn({ guid: restaurant }: Restaurant, date: string, draw: Random, at: number): TimeEntry[] {
  const staff = names.filter((_, n) => n % 3 !== at);
  return staff
    .filter(() => draw.chance(0.7))
    .map(([last, first]) => {
      const [job, wage] = jobs[names.findIndex(([other]) => other === last) % jobs.length]!;
      const start = draw.between(28, 64);
      const quarters = draw.between(18, 42);
      const local = (quarter: number) => {
        const hour = Math.floor(quarter / 4);
        const minute = String((quarter % 4) * 15).padStart(2, '0');
        return hour < 24
          ? `${date}T${String(hour).padStart(2, '0')}:${minute}`
          : `${daysBefore(date, -1)}T${String(hour - 24).padStart(2, '0')}:${minute}`;
      };
      const regular = Math.min(quarters * 25, 800);
      const overtime = quarters * 25 - regular;
      const tipped = job === 'Server' || job === 'Bartender';
      return {
        restaurant,
        number: '',
        employee: `${last}, ${first}`,
        job,
        date,
        in: local(start),
        out: local(start + quarters),
        regular,
        overtime,
        wage,
        pay: Math.round((regular * wage + overtime * wage * 1.5) / 100),
        cashTips: tipped ? draw.between(0, 30) * 100 : 0,
        otherTips: tipped ? draw.between(2_000, 14_000) : 0,
        breaksTaken: quarters > 24 ? 1 : 0,
        breaksMissed: quarters > 36 ? 1 : 0,
        audits: [],
      };
    });
}

function guidOf(draw: Random): string {
  const hex = Array.from({ length: 32 }, () => draw.between(0, 15).toString(16)).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
